/** What a test of a connection finds, and what to do about it. */
export const findingsEn = {
  finding: {
    answers: 'It answers: {version}',
    'tables-seen': 'No tables can be seen',
    'tables-seen-right': '{tables, plural, one {# table} other {# tables}} can be seen',
    'wal-level': 'Its log does not hold single changes (wal_level is “{now}”)',
    'wal-level-right': 'Its log holds every single change',
    'may-follow': 'The account may not follow changes',
    'may-follow-right': 'The account may follow changes',
    'may-publish':
      '{tables, plural, one {# table belongs} other {# tables belong}} to others, so their changes cannot be told to us',
    'may-publish-right': 'Changes of all tables can be told to us',
    'slots-free': 'There is no free place for one more reader of its log',
    'slots-free-right': 'There is a free place to follow its log',
    'slot-limit': 'Its disk could fill up if nobody here reads for a long time',
    'slot-limit-right': 'Its disk is safe if nobody here reads for a while ({now})',
    'tables-with-key':
      '{tables, plural, one {# table has} other {# tables have}} no primary key and cannot be joined',
    'tables-with-key-right': 'Every table has a primary key',
    'replica-identity':
      'The log does not name records of {tables, plural, one {# table} other {# tables}} by their primary key',
    'replica-identity-right': 'The log names every record by its primary key',
    'asked-at-intervals': 'It is asked for changes every few seconds',
    'tables-with-stamp':
      '{tables, plural, one {# table does} other {# tables do}} not say when a record was changed',
    'tables-with-stamp-right': 'Every table says when a record was changed',
    'log-bin': 'It keeps no log of changes',
    'log-bin-right': 'It keeps a log of changes',
    'binlog-format': 'Its log holds statements and not rows ({now})',
    'binlog-format-right': 'Its log holds whole rows',
    'binlog-row-image': 'Its log holds only parts of a row ({now})',
    'binlog-row-image-right': 'Its log holds rows with all their fields',
    'binlog-row-metadata': 'Its log does not name the fields ({now})',
    'binlog-row-metadata-right': 'Its log names the fields',
    'gtid-mode': 'Its changes have no numbers of their own',
    'gtid-mode-right': 'Every change has a number of its own',
    'binlog-statements': 'What we write there cannot be told from the work of others',
    'binlog-statements-right': 'What we write there is told from the work of others',
    'log-kept': 'Its log is kept for {days} days only',
    'log-kept-right': 'Its log is kept for {days} days',
    'log-kept-for-ever': 'Its log is kept for ever',
    'cascades-in-log':
      '{references, plural, one {# reference changes} other {# references change}} other records without telling the log',
    'cascades-in-log-right': 'Nothing changes without being in the log',
    'may-write': 'The account may not change anything',
    'may-write-right': 'The account may change records',
    encrypted: 'What is sent can be read on the way',
    'encrypted-right': 'The way is encrypted',
    'sent-in-the-clear': 'The password can be read on the way',
    'sent-in-the-clear-right': 'The way is encrypted, or stays on this machine',
    'lists-seen': 'Its description names no lists of records',
    'lists-seen-right': 'Its description names lists of records',
    'may-read': '{lists, plural, one {# list} other {# lists}} of the first few may not be read',
    'may-read-right': 'The account may read its lists',
    'asks-for-changes':
      '{lists, plural, one {# list cannot} other {# lists cannot}} be asked for what changed',
    'asks-for-changes-right': 'Every list can be asked for what changed',
    'tells-deletions': '{lists, plural, one {# list does} other {# lists do}} not tell what was deleted',
    'tells-deletions-right': 'It tells what was deleted',
    'can-be-written': '{lists, plural, one {# list} other {# lists}} can only be read',
    'can-be-written-right': 'Every list can be written',
    'gives-versions': 'It gives records without a version',
    'gives-versions-right': 'Every record has a version',
    'sets-seen': 'No sets of records can be seen',
    'sets-seen-right': '{sets, plural, one {# set of records} other {# sets of records}} can be seen',
    'sets-with-key': '{sets, plural, one {# set has} other {# sets have}} no key and cannot be joined',
    'sets-with-key-right': 'Every set has a key',
    'sets-with-stamp': '{sets, plural, one {# set does} other {# sets do}} not say when a record was changed',
    'sets-with-stamp-right': 'Every set says when a record was changed',
    'models-seen': 'No kinds of records can be seen',
    'models-seen-right': '{models, plural, one {# kind of records} other {# kinds of records}} can be seen',
    'account-of-its-own': 'People may work under the account “{account}” too',
    'account-of-its-own-right': 'We have an account of our own there',
    'stamps-to-the-second': 'Two changes within one second look like one',
    'stamps-to-the-second-right': 'Changes are told apart to the microsecond',
    'company-set': 'The account “{account}” works for no company',
    'company-set-right': 'The account works for “{company}”',
    'all-companies': 'Only the documents of “{company}” can be seen, one of {companies} companies',
    'all-companies-right':
      'The documents of all {companies} companies can be seen; balances are those of “{company}”',
    'changes-by-stamp': 'Changes are found by their time stamps',
    'bases-found': 'There is nothing below {bases}',
    'bases-found-right': 'The places to search in are there',
    'key-readable': 'No entry has a “{key}” that we may read',
    'key-readable-right': 'Entries have a “{key}” by which they are known',
    'entries-stamped': 'It does not say when an entry was changed',
    'entries-stamped-right': 'It says when an entry was changed',
    'page-by-page': 'It gives its entries only all at once',
    'page-by-page-right': 'It gives its entries page by page',
    'sees-passwords': 'The account may read passwords',
    'sees-passwords-right': 'The account may not read passwords',
    'folder-reached': 'The folder “{folder}” is reached',
    'folder-missing': 'There is no folder “{folder}”',
    'not-let-in': 'The door stays shut: {reason}',
    'host-key-unknown': 'It is not known yet who answers there',
    'host-key-changed': 'Somebody else answers there than the one you named',
    'file-missing': 'There is no file “{pattern}” for {object} yet',
    'file-found': '{object}: the file “{file}” can be read',
    'file-unreadable': '{object}: the file “{file}” cannot be read: {reason}',
    'key-column-missing': '{object}: the file “{file}” has no column {columns}',
    'writing-folder-found': 'The folder “{folder}” for what is written there is ready',
    'writing-folder-missing': 'There is no folder “{folder}”, so nothing can be written there',
  },
  advice: {
    'tables-seen':
      'Give the account the right to read: grant select on the tables it shall show, and usage on their schema.',
    'wal-level':
      'Set wal_level = logical in postgresql.conf and restart it. Until then it is asked at intervals, which is slower and does not see who changed something.',
    'may-follow':
      'Give the account the right: in PostgreSQL “alter role … replication”, in MariaDB or MySQL “grant replication slave, replication client on *.*”.',
    'may-publish':
      'Let the account own these tables, or be a member of the role that does. Until then they are asked at intervals.',
    'slots-free':
      'Raise max_replication_slots and max_wal_senders, or remove slots that nobody uses any more.',
    'slot-limit':
      'Set max_slot_wal_keep_size, for instance to 10GB. Then its disk is safe, and should we fall behind further, everything is read anew.',
    'tables-with-key':
      'Those you need get one by “alter table … add primary key”. The others can stay as they are.',
    'replica-identity':
      'Run “alter table … replica identity default” for them before they are joined: with “nothing”, PostgreSQL would refuse changes of a table that is followed.',
    'asked-at-intervals': 'That works. Changes appear a little later, and who made them is not known.',
    'tables-with-stamp':
      'They are compared as a whole now and then. A column such as updated_at, with an index, makes that quick.',
    'log-bin': 'Set log_bin and restart it. Until then it is asked at intervals.',
    'binlog-format': 'Set binlog_format = ROW.',
    'binlog-row-image': 'Set binlog_row_image = FULL.',
    'binlog-row-metadata': 'Set binlog_row_metadata = FULL.',
    'gtid-mode': 'In MySQL set gtid_mode = ON and enforce_gtid_consistency = ON. MariaDB has them by itself.',
    'binlog-statements':
      'Set binlog_annotate_row_events = ON (MariaDB) or binlog_rows_query_log_events = ON (MySQL).',
    'log-kept':
      'Keep it for a week at least (binlog_expire_logs_seconds). Otherwise, after a longer pause, everything has to be read anew.',
    'cascades-in-log': 'Such records are set right by the nightly comparison. Nothing has to be done.',
    'may-write':
      'If changes made here shall reach it, grant update on the tables. To look at it, nothing is missing.',
    encrypted: 'Use an address that begins with https://.',
    'sent-in-the-clear': 'Choose an encrypted connection, or an address that begins with https://.',
    'lists-seen':
      'Check the address of the OpenAPI document. It has to describe lists of records and the way to a single one.',
    'may-read': 'Give the account or the key the right to read them.',
    'asks-for-changes':
      'They are compared as a whole now and then. A parameter such as changed_since makes that quick.',
    'tells-deletions': 'What is gone there is found by the nightly comparison. Nothing has to be done.',
    'can-be-written': 'Changes made here do not reach these. To look at them, nothing is missing.',
    'gives-versions':
      'Such records are not written: nobody could tell whether somebody else was faster. Ask its makers for ETags.',
    'sets-seen': 'Check the address: it is the root of the service, below which $metadata stands.',
    'sets-with-key': 'Those that you do not need can stay as they are.',
    'sets-with-stamp': 'They are compared as a whole now and then. Nothing has to be done.',
    'models-seen': 'Give the account the right to read parties, sales and invoices.',
    'account-of-its-own':
      'Make an account for Tessera alone. Otherwise changes made by people under it are taken for ours.',
    'stamps-to-the-second':
      'Run it on PostgreSQL. On SQLite two changes within a second cannot be told apart.',
    'company-set':
      'Give it a company there (Administration → Users). Without one it sees no sales and no invoices, and every balance is zero.',
    'all-companies':
      'Nothing has to be done, unless you want those of the others too: set its company filter to “All”.',
    'changes-by-stamp': 'That works. Changes appear a few seconds later.',
    'bases-found':
      'Check how the place is written, such as ou=people,dc=example,dc=org, and whether the account may search there.',
    'key-readable': 'Let the account read this attribute, or name another one that never changes.',
    'entries-stamped':
      'Let the account read entryCSN. Where the directory has none, it is compared as a whole now and then.',
    'page-by-page': 'Allow paged results (RFC 2696), or raise its size limit.',
    'sees-passwords': 'Nobody needs that here. Take this right from the account.',
    'folder-missing':
      'Make the folder, or check how it is written. Folders of this machine lie below “exchange” in the data folder.',
    'not-let-in': 'Check the user, the password or the private key.',
    'host-key-unknown':
      'Compare this fingerprint with the one its administrator gives you, and enter it as the key of the server: {fingerprint}',
    'host-key-changed':
      'Ask its administrator whether the key was changed on purpose. Its key is now {fingerprint}.',
    'file-missing': 'As soon as it lies there it is read. Check the pattern if you expected one.',
    'file-unreadable': 'Check encoding, separator and format of the file.',
    'key-column-missing': 'Name the columns by which a record is known as they stand in the file.',
    'writing-folder-missing':
      'Make it if changes from here shall be written as files. To read, nothing is missing.',
  },
  failure: {
    unreachable: 'Nobody answers at this address',
    'no-answer': 'It does not answer in time',
    denied: 'It does not let this account in',
    'changed-shape': 'What was asked for is not there',
    'broken-answer': 'It answers in a way that cannot be understood',
    'position-lost': 'It does not know the place from which changes were to be read',
    'held-back': 'It is asked as often as it may be already',
    'no-such-host': 'There is no host “{host}”',
    'own-network': '“{host}” lies in a network of your own that is closed',
    never: 'Nothing is ever sent to this address',
    'secret-lost': 'The stored secrets cannot be opened any more',
  },
  failureAdvice: {
    unreachable:
      'Check address and port, whether the system runs, and whether a firewall lets this server through.',
    'no-answer':
      'It may be very busy, or a firewall swallows what is sent. Try once more, then ask its administrator.',
    denied: 'Check user and password, and whether the account may come in from this machine.',
    'changed-shape': 'Check how the database or the address is written.',
    'broken-answer': 'Something else may be listening at this address. What it said stands below.',
    'position-lost': 'Try once more.',
    'held-back': 'Wait a moment and try once more.',
    'no-such-host': 'Check how the host is written.',
    'own-network':
      'So that nobody can look around in your network through Tessera, such addresses are closed until somebody opens them. Only exactly {address} will be opened.',
    never: 'It belongs to a range where computers and clouds keep things for themselves.',
    'secret-lost': 'The key they were sealed under is gone. Enter them anew.',
  },
} as const
