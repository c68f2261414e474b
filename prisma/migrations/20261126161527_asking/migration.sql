-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "askedAt" TIMESTAMPTZ(3),
ADD COLUMN     "fromId" TEXT,
ADD COLUMN     "fromWords" TEXT,
ADD COLUMN     "hasOpening" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'bot',
ADD COLUMN     "pointsToId" TEXT,
ADD COLUMN     "pointsToWords" TEXT,
ADD COLUMN     "remindAt" TIMESTAMPTZ(3),
ADD COLUMN     "shownAs" TEXT NOT NULL DEFAULT 'first';

-- CreateTable
CREATE TABLE "Asking" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),
    "isMuted" BOOLEAN NOT NULL DEFAULT false,
    "care" TEXT NOT NULL DEFAULT 'none',
    "callFromId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Asking_pkey" PRIMARY KEY ("incidentId","userId")
);

-- CreateTable
CREATE TABLE "DuringIncident" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "leadCheckedAt" TIMESTAMPTZ(3),
    "channelAskedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DuringIncident_pkey" PRIMARY KEY ("incidentId")
);

-- CreateIndex
CREATE INDEX "Asking_workspaceId_dueAt_idx" ON "Asking"("workspaceId", "dueAt");

-- CreateIndex
CREATE INDEX "Prompt_workspaceId_remindAt_idx" ON "Prompt"("workspaceId", "remindAt");

-- CreateIndex
CREATE INDEX "Prompt_workspaceId_userId_askedAt_idx" ON "Prompt"("workspaceId", "userId", "askedAt");

-- AddForeignKey
ALTER TABLE "Asking" ADD CONSTRAINT "Asking_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DuringIncident" ADD CONSTRAINT "DuringIncident_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was asked before this: when, and of whom. A question that nobody has seen yet is chosen anew when it is due.
UPDATE "Prompt" SET "askedAt" = "sentAt" WHERE "questionId" <> 'note-to-self';

INSERT INTO "Asking" ("incidentId", "workspaceId", "userId", "round", "dueAt", "openedAt", "createdAt")
SELECT "incidentId", "workspaceId", "userId", 'first', min("dueAt") FILTER (WHERE "state" = 'waiting' AND "sentAt" IS NULL),
       min("sentAt"), min("createdAt")
FROM "Prompt" WHERE "questionId" <> 'note-to-self' GROUP BY "incidentId", "workspaceId", "userId";

DELETE FROM "Prompt" WHERE "state" = 'waiting' AND "sentAt" IS NULL AND "questionId" <> 'note-to-self';
