-- What an undo kept lives with its root record, as all rows that name one; the report of an undo reads it by batch.
alter table platform.undo_kept drop constraint undo_kept_pkey;
alter table platform.undo_kept add primary key (root_id, batch_id, record_id);
create index undo_kept_by_batch on platform.undo_kept (batch_id);
