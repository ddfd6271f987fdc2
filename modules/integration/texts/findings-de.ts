import type { Translation } from '../../../platform/i18n/texts.ts'
import type { findingsEn } from './findings-en.ts'

export const findingsDe: Translation<typeof findingsEn> = {
  finding: {
    answers: 'Es antwortet: {version}',
    'tables-seen': 'Es sind keine Tabellen zu sehen',
    'tables-seen-right': '{tables, plural, one {# Tabelle ist} other {# Tabellen sind}} zu sehen',
    'wal-level': 'Sein Protokoll enthält keine einzelnen Änderungen (wal_level ist „{now}“)',
    'wal-level-right': 'Sein Protokoll enthält jede einzelne Änderung',
    'may-follow': 'Das Konto darf Änderungen nicht mitlesen',
    'may-follow-right': 'Das Konto darf Änderungen mitlesen',
    'may-publish':
      '{tables, plural, one {# Tabelle gehört} other {# Tabellen gehören}} anderen; ihre Änderungen können uns nicht gemeldet werden',
    'may-publish-right': 'Änderungen aller Tabellen können uns gemeldet werden',
    'slots-free': 'Für einen weiteren Leser seines Protokolls ist kein Platz frei',
    'slots-free-right': 'Zum Mitlesen seines Protokolls ist ein Platz frei',
    'slot-limit': 'Seine Platte könnte volllaufen, wenn hier lange niemand liest',
    'slot-limit-right': 'Seine Platte ist sicher, wenn hier eine Weile niemand liest ({now})',
    'tables-with-key':
      '{tables, plural, one {# Tabelle hat} other {# Tabellen haben}} keinen Primärschlüssel und {tables, plural, one {kann} other {können}} nicht verbunden werden',
    'tables-with-key-right': 'Jede Tabelle hat einen Primärschlüssel',
    'replica-identity':
      'Das Protokoll nennt die Datensätze von {tables, plural, one {# Tabelle} other {# Tabellen}} nicht mit ihrem Primärschlüssel',
    'replica-identity-right': 'Das Protokoll nennt jeden Datensatz mit seinem Primärschlüssel',
    'asked-at-intervals': 'Es wird alle paar Sekunden nach Änderungen gefragt',
    'tables-with-stamp':
      '{tables, plural, one {# Tabelle sagt} other {# Tabellen sagen}} nicht, wann ein Datensatz geändert wurde',
    'tables-with-stamp-right': 'Jede Tabelle sagt, wann ein Datensatz geändert wurde',
    'log-bin': 'Es führt kein Protokoll der Änderungen',
    'log-bin-right': 'Es führt ein Protokoll der Änderungen',
    'binlog-format': 'Sein Protokoll enthält Anweisungen statt Zeilen ({now})',
    'binlog-format-right': 'Sein Protokoll enthält ganze Zeilen',
    'binlog-row-image': 'Sein Protokoll enthält nur Teile einer Zeile ({now})',
    'binlog-row-image-right': 'Sein Protokoll enthält Zeilen mit allen Feldern',
    'binlog-row-metadata': 'Sein Protokoll nennt die Felder nicht ({now})',
    'binlog-row-metadata-right': 'Sein Protokoll nennt die Felder',
    'gtid-mode': 'Seine Änderungen haben keine eigenen Nummern',
    'gtid-mode-right': 'Jede Änderung hat eine eigene Nummer',
    'binlog-statements': 'Was wir dort schreiben, ist von der Arbeit anderer nicht zu unterscheiden',
    'binlog-statements-right': 'Was wir dort schreiben, ist von der Arbeit anderer zu unterscheiden',
    'log-kept': 'Sein Protokoll wird nur {days} Tage aufgehoben',
    'log-kept-right': 'Sein Protokoll wird {days} Tage aufgehoben',
    'log-kept-for-ever': 'Sein Protokoll wird für immer aufgehoben',
    'cascades-in-log':
      '{references, plural, one {# Verweis ändert} other {# Verweise ändern}} andere Datensätze, ohne dass es im Protokoll steht',
    'cascades-in-log-right': 'Nichts ändert sich, ohne im Protokoll zu stehen',
    'may-write': 'Das Konto darf nichts ändern',
    'may-write-right': 'Das Konto darf Datensätze ändern',
    encrypted: 'Was gesendet wird, kann unterwegs gelesen werden',
    'encrypted-right': 'Der Weg ist verschlüsselt',
    'sent-in-the-clear': 'Das Kennwort kann unterwegs gelesen werden',
    'sent-in-the-clear-right': 'Der Weg ist verschlüsselt oder bleibt auf diesem Rechner',
    'lists-seen': 'Seine Beschreibung nennt keine Listen von Datensätzen',
    'lists-seen-right': 'Seine Beschreibung nennt Listen von Datensätzen',
    'may-read':
      '{lists, plural, one {# Liste} other {# Listen}} der ersten {lists, plural, one {darf} other {dürfen}} nicht gelesen werden',
    'may-read-right': 'Das Konto darf seine Listen lesen',
    'asks-for-changes':
      '{lists, plural, one {# Liste kann} other {# Listen können}} nicht nach Änderungen gefragt werden',
    'asks-for-changes-right': 'Jede Liste kann nach Änderungen gefragt werden',
    'tells-deletions': '{lists, plural, one {# Liste sagt} other {# Listen sagen}} nicht, was gelöscht wurde',
    'tells-deletions-right': 'Es sagt, was gelöscht wurde',
    'can-be-written': '{lists, plural, one {# Liste kann} other {# Listen können}} nur gelesen werden',
    'can-be-written-right': 'Jede Liste kann geschrieben werden',
    'gives-versions': 'Es gibt Datensätze ohne Version heraus',
    'gives-versions-right': 'Jeder Datensatz hat eine Version',
    'sets-seen': 'Es sind keine Mengen von Datensätzen zu sehen',
    'sets-seen-right':
      '{sets, plural, one {# Menge von Datensätzen ist} other {# Mengen von Datensätzen sind}} zu sehen',
    'sets-with-key':
      '{sets, plural, one {# Menge hat} other {# Mengen haben}} keinen Schlüssel und {sets, plural, one {kann} other {können}} nicht verbunden werden',
    'sets-with-key-right': 'Jede Menge hat einen Schlüssel',
    'sets-with-stamp':
      '{sets, plural, one {# Menge sagt} other {# Mengen sagen}} nicht, wann ein Datensatz geändert wurde',
    'sets-with-stamp-right': 'Jede Menge sagt, wann ein Datensatz geändert wurde',
    'models-seen': 'Es sind keine Arten von Datensätzen zu sehen',
    'models-seen-right':
      '{models, plural, one {# Art von Datensätzen ist} other {# Arten von Datensätzen sind}} zu sehen',
    'account-of-its-own': 'Unter dem Konto „{account}“ arbeiten vielleicht auch Menschen',
    'account-of-its-own-right': 'Wir haben dort ein eigenes Konto',
    'stamps-to-the-second': 'Zwei Änderungen innerhalb einer Sekunde sehen wie eine aus',
    'stamps-to-the-second-right': 'Änderungen werden auf die Mikrosekunde unterschieden',
    'company-set': 'Das Konto „{account}“ arbeitet für kein Unternehmen',
    'company-set-right': 'Das Konto arbeitet für „{company}“',
    'all-companies': 'Nur die Belege von „{company}“ sind zu sehen, einem von {companies} Unternehmen',
    'all-companies-right':
      'Die Belege aller {companies} Unternehmen sind zu sehen; Salden sind die von „{company}“',
    'changes-by-stamp': 'Änderungen werden an ihren Zeitstempeln gefunden',
    'bases-found': 'Unter {bases} ist nichts',
    'bases-found-right': 'Die Orte, an denen gesucht wird, sind da',
    'key-readable': 'Kein Eintrag hat ein „{key}“, das wir lesen dürfen',
    'key-readable-right': 'Einträge haben ein „{key}“, an dem sie erkannt werden',
    'entries-stamped': 'Es sagt nicht, wann ein Eintrag geändert wurde',
    'entries-stamped-right': 'Es sagt, wann ein Eintrag geändert wurde',
    'page-by-page': 'Es gibt seine Einträge nur alle auf einmal heraus',
    'page-by-page-right': 'Es gibt seine Einträge Seite für Seite heraus',
    'sees-passwords': 'Das Konto darf Kennwörter lesen',
    'sees-passwords-right': 'Das Konto darf keine Kennwörter lesen',
    'folder-reached': 'Der Ordner „{folder}“ ist erreichbar',
    'folder-missing': 'Es gibt keinen Ordner „{folder}“',
    'not-let-in': 'Die Tür bleibt zu: {reason}',
    'host-key-unknown': 'Es ist noch nicht bekannt, wer dort antwortet',
    'host-key-changed': 'Dort antwortet jemand anderes als der, den Sie genannt haben',
    'file-missing': 'Für {object} gibt es noch keine Datei „{pattern}“',
    'file-found': '{object}: Die Datei „{file}“ kann gelesen werden',
    'file-unreadable': '{object}: Die Datei „{file}“ kann nicht gelesen werden: {reason}',
    'key-column-missing': '{object}: Die Datei „{file}“ hat keine Spalte {columns}',
    'writing-folder-found': 'Der Ordner „{folder}“ für das, was dorthin geschrieben wird, ist bereit',
    'writing-folder-missing':
      'Es gibt keinen Ordner „{folder}“, darum kann dorthin nichts geschrieben werden',
  },
  advice: {
    'tables-seen':
      'Geben Sie dem Konto das Leserecht: „grant select“ auf die Tabellen, die es zeigen soll, und „usage“ auf ihr Schema.',
    'wal-level':
      'Setzen Sie wal_level = logical in postgresql.conf und starten Sie es neu. Bis dahin wird es in Abständen gefragt; das ist langsamer und zeigt nicht, wer etwas geändert hat.',
    'may-follow':
      'Geben Sie dem Konto das Recht: in PostgreSQL „alter role … replication“, in MariaDB oder MySQL „grant replication slave, replication client on *.*“.',
    'may-publish':
      'Lassen Sie diese Tabellen dem Konto gehören oder machen Sie es zum Mitglied der Rolle, der sie gehören. Bis dahin werden sie in Abständen gefragt.',
    'slots-free':
      'Erhöhen Sie max_replication_slots und max_wal_senders, oder entfernen Sie Plätze, die niemand mehr benutzt.',
    'slot-limit':
      'Setzen Sie max_slot_wal_keep_size, zum Beispiel auf 10GB. Dann ist seine Platte sicher, und bleiben wir weiter zurück, wird alles neu gelesen.',
    'tables-with-key':
      'Die Sie brauchen, bekommen einen mit „alter table … add primary key“. Die anderen können so bleiben.',
    'replica-identity':
      'Führen Sie „alter table … replica identity default“ für sie aus, bevor sie verbunden werden: Mit „nothing“ würde PostgreSQL Änderungen an einer Tabelle ablehnen, der gefolgt wird.',
    'asked-at-intervals':
      'Das geht. Änderungen erscheinen etwas später, und wer sie gemacht hat, ist nicht bekannt.',
    'tables-with-stamp':
      'Sie werden hin und wieder ganz verglichen. Eine Spalte wie updated_at mit einem Index macht das schnell.',
    'log-bin': 'Setzen Sie log_bin und starten Sie es neu. Bis dahin wird es in Abständen gefragt.',
    'binlog-format': 'Setzen Sie binlog_format = ROW.',
    'binlog-row-image': 'Setzen Sie binlog_row_image = FULL.',
    'binlog-row-metadata': 'Setzen Sie binlog_row_metadata = FULL.',
    'gtid-mode':
      'Setzen Sie in MySQL gtid_mode = ON und enforce_gtid_consistency = ON. MariaDB hat sie von selbst.',
    'binlog-statements':
      'Setzen Sie binlog_annotate_row_events = ON (MariaDB) oder binlog_rows_query_log_events = ON (MySQL).',
    'log-kept':
      'Heben Sie es mindestens eine Woche auf (binlog_expire_logs_seconds). Sonst muss nach einer längeren Pause alles neu gelesen werden.',
    'cascades-in-log': 'Solche Datensätze stellt der nächtliche Vergleich richtig. Es ist nichts zu tun.',
    'may-write':
      'Wenn Änderungen von hier dort ankommen sollen, geben Sie „grant update“ auf die Tabellen. Zum Ansehen fehlt nichts.',
    encrypted: 'Nehmen Sie eine Adresse, die mit https:// beginnt.',
    'sent-in-the-clear':
      'Wählen Sie eine verschlüsselte Verbindung oder eine Adresse, die mit https:// beginnt.',
    'lists-seen':
      'Prüfen Sie die Adresse des OpenAPI-Dokuments. Es muss Listen von Datensätzen und den Weg zu einem einzelnen beschreiben.',
    'may-read': 'Geben Sie dem Konto oder dem Schlüssel das Recht, sie zu lesen.',
    'asks-for-changes':
      'Sie werden hin und wieder ganz verglichen. Ein Parameter wie changed_since macht das schnell.',
    'tells-deletions': 'Was dort weg ist, findet der nächtliche Vergleich. Es ist nichts zu tun.',
    'can-be-written': 'Änderungen von hier kommen dort nicht an. Zum Ansehen fehlt nichts.',
    'gives-versions':
      'Solche Datensätze werden nicht geschrieben: Niemand könnte sagen, ob jemand anderes schneller war. Bitten Sie den Hersteller um ETags.',
    'sets-seen': 'Prüfen Sie die Adresse: Es ist die Wurzel des Dienstes, unter der $metadata steht.',
    'sets-with-key': 'Die Sie nicht brauchen, können so bleiben.',
    'sets-with-stamp': 'Sie werden hin und wieder ganz verglichen. Es ist nichts zu tun.',
    'models-seen': 'Geben Sie dem Konto das Recht, Parteien, Verkäufe und Rechnungen zu lesen.',
    'account-of-its-own':
      'Richten Sie ein Konto nur für Tessera ein. Sonst gelten Änderungen, die Menschen darunter machen, als unsere.',
    'stamps-to-the-second':
      'Betreiben Sie es auf PostgreSQL. Auf SQLite sind zwei Änderungen in einer Sekunde nicht zu unterscheiden.',
    'company-set':
      'Geben Sie ihm dort ein Unternehmen (Systemverwaltung → Benutzer). Ohne eines sieht es keine Verkäufe und keine Rechnungen, und jeder Saldo ist null.',
    'all-companies':
      'Es ist nichts zu tun, außer Sie möchten auch die der anderen: Stellen Sie seinen Unternehmensfilter auf „Alle“.',
    'changes-by-stamp': 'Das geht. Änderungen erscheinen einige Sekunden später.',
    'bases-found':
      'Prüfen Sie die Schreibweise, etwa ou=people,dc=example,dc=org, und ob das Konto dort suchen darf.',
    'key-readable':
      'Lassen Sie das Konto dieses Attribut lesen, oder nennen Sie ein anderes, das sich nie ändert.',
    'entries-stamped':
      'Lassen Sie das Konto entryCSN lesen. Wo das Verzeichnis keines hat, wird es hin und wieder ganz verglichen.',
    'page-by-page': 'Erlauben Sie seitenweise Antworten (RFC 2696), oder erhöhen Sie die Größengrenze.',
    'sees-passwords': 'Das braucht hier niemand. Nehmen Sie dem Konto dieses Recht.',
    'folder-missing':
      'Legen Sie den Ordner an, oder prüfen Sie die Schreibweise. Ordner dieses Rechners liegen unter „exchange“ im Datenordner.',
    'not-let-in': 'Prüfen Sie Benutzer, Kennwort oder den privaten Schlüssel.',
    'host-key-unknown':
      'Vergleichen Sie diesen Fingerabdruck mit dem, den sein Administrator Ihnen nennt, und tragen Sie ihn als Schlüssel des Servers ein: {fingerprint}',
    'host-key-changed':
      'Fragen Sie seinen Administrator, ob der Schlüssel absichtlich geändert wurde. Er lautet jetzt {fingerprint}.',
    'file-missing':
      'Sobald sie da ist, wird sie gelesen. Prüfen Sie das Muster, wenn Sie eine erwartet haben.',
    'file-unreadable': 'Prüfen Sie Zeichensatz, Trennzeichen und Format der Datei.',
    'key-column-missing':
      'Nennen Sie die Spalten, an denen ein Datensatz erkannt wird, so wie sie in der Datei stehen.',
    'writing-folder-missing':
      'Legen Sie ihn an, wenn Änderungen von hier als Dateien geschrieben werden sollen. Zum Lesen fehlt nichts.',
  },
  failure: {
    unreachable: 'Unter dieser Adresse antwortet niemand',
    'no-answer': 'Es antwortet nicht rechtzeitig',
    denied: 'Es lässt dieses Konto nicht herein',
    'changed-shape': 'Wonach gefragt wurde, gibt es dort nicht',
    'broken-answer': 'Es antwortet so, dass es nicht zu verstehen ist',
    'position-lost': 'Es kennt die Stelle nicht, ab der Änderungen gelesen werden sollten',
    'held-back': 'Es wird schon so oft gefragt, wie es sein darf',
    'no-such-host': 'Es gibt keinen Rechner „{host}“',
    'own-network': '„{host}“ liegt in einem eigenen Netz, das geschlossen ist',
    never: 'An diese Adresse wird nie etwas gesendet',
    'secret-lost': 'Die gespeicherten Geheimnisse lassen sich nicht mehr öffnen',
  },
  failureAdvice: {
    unreachable:
      'Prüfen Sie Adresse und Port, ob das System läuft und ob eine Firewall diesen Server durchlässt.',
    'no-answer':
      'Vielleicht ist es sehr beschäftigt, oder eine Firewall verschluckt das Gesendete. Versuchen Sie es noch einmal, dann fragen Sie seinen Administrator.',
    denied: 'Prüfen Sie Benutzer und Kennwort und ob das Konto von diesem Rechner aus hereindarf.',
    'changed-shape': 'Prüfen Sie, wie die Datenbank oder die Adresse geschrieben ist.',
    'broken-answer':
      'Vielleicht lauscht unter dieser Adresse etwas anderes. Was es gesagt hat, steht darunter.',
    'position-lost': 'Versuchen Sie es noch einmal.',
    'held-back': 'Warten Sie einen Augenblick und versuchen Sie es noch einmal.',
    'no-such-host': 'Prüfen Sie, wie der Rechner geschrieben ist.',
    'own-network':
      'Damit niemand sich durch Tessera in Ihrem Netz umsehen kann, sind solche Adressen geschlossen, bis jemand sie öffnet. Geöffnet wird nur genau {address}.',
    never: 'Sie gehört zu einem Bereich, in dem Rechner und Clouds Dinge für sich aufheben.',
    'secret-lost': 'Der Schlüssel, unter dem sie versiegelt wurden, ist weg. Geben Sie sie neu ein.',
  },
}
