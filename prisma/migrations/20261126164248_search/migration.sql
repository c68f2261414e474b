-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "lexemes" tsvector;

-- CreateIndex
CREATE INDEX "Entry_lexemes_idx" ON "Entry" USING GIN ("lexemes");

-- What an entry is found by follows its words in the transaction that changes them, whoever changes them: its own words, or those
-- of its message. What is deleted in Slack, or erased, is found by nobody from that moment on.
CREATE FUNCTION "keepEntryLexemes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."lexemes" := to_tsvector('english', coalesce(NEW."about", '') || ' ' || coalesce(NEW."text", (
    SELECT "text" FROM "LogMessage"
    WHERE "workspaceId" = NEW."workspaceId" AND "channelId" = NEW."channelId" AND "ts" = NEW."messageTs" AND NOT "isDeleted"
  ), ''));
  RETURN NEW;
END $$;

CREATE TRIGGER "Entry_lexemes" BEFORE INSERT OR UPDATE ON "Entry"
FOR EACH ROW EXECUTE FUNCTION "keepEntryLexemes"();

CREATE FUNCTION "passOnWords"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Entry" SET "lexemes" = NULL
  WHERE "workspaceId" = NEW."workspaceId" AND "channelId" = NEW."channelId" AND "messageTs" = NEW."ts" AND "text" IS NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER "LogMessage_inserted" AFTER INSERT ON "LogMessage"
FOR EACH ROW EXECUTE FUNCTION "passOnWords"();

CREATE TRIGGER "LogMessage_updated" AFTER UPDATE ON "LogMessage"
FOR EACH ROW WHEN (OLD."text" IS DISTINCT FROM NEW."text" OR OLD."isDeleted" IS DISTINCT FROM NEW."isDeleted")
EXECUTE FUNCTION "passOnWords"();

UPDATE "Entry" SET "lexemes" = NULL;

-- Everything else that is searched has its words in its own row, so that an index over them is never behind. The expressions are
-- those of src/store/search-places.ts.
CREATE INDEX "Incident_words" ON "Incident" USING GIN (to_tsvector('english', "title" || ' ' || "description"));
CREATE INDEX "Condition_words" ON "Condition" USING GIN (to_tsvector('english', coalesce("text", '')));
CREATE INDEX "Safeguard_words" ON "Safeguard" USING GIN (to_tsvector('english', coalesce("text", '') || ' ' || coalesce("visibleFrom", '') || ' ' || coalesce("weighedAgainst", '') || ' ' || coalesce("replacement", '')));
CREATE INDEX "UsualWork_words" ON "UsualWork" USING GIN (to_tsvector('english', coalesce("text", '') || ' ' || coalesce("written", '') || ' ' || coalesce("usual", '') || ' ' || coalesce("easier", '') || ' ' || coalesce("thisTime", '')));
CREATE INDEX "Surprise_words" ON "Surprise" USING GIN (to_tsvector('english', coalesce("text", '') || ' ' || coalesce("expected", '') || ' ' || coalesce("changedMyMind", '')));
CREATE INDEX "Helped_words" ON "Helped" USING GIN (to_tsvector('english', coalesce("text", '')));
CREATE INDEX "Change_words" ON "Change" USING GIN (to_tsvector('english', coalesce("text", '') || ' ' || coalesce("newTrouble", '') || ' ' || coalesce("grounds", '') || ' ' || coalesce("outcome", '')));
CREATE INDEX "ReviewPartVersion_words" ON "ReviewPartVersion" USING GIN (to_tsvector('english', "text"));
