-- Trigrams for search by part of a word, accents off, GIN over plain columns, and sound-alike codes.
-- All four come with PostgreSQL and are trusted: whoever may create objects in the database may create them.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;
create extension if not exists fuzzystrmatch;
