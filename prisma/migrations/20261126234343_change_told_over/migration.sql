-- AlterTable
ALTER TABLE "ChangeTold" ADD COLUMN     "isOver" BOOLEAN NOT NULL DEFAULT false;

-- Of tellings that were given up it was remembered whose answers they were about. None is tried for longer than some days.
DELETE FROM "PostedMessage" WHERE starts_with("key", 'came-of:') AND "triedAt" < now() - interval '7 days';
