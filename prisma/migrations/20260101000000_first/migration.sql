-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "botUserId" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "lastIncidentNumber" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "aliveAt" TIMESTAMPTZ(3),

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT,
    "isBot" BOOLEAN NOT NULL,
    "isDeleted" BOOLEAN NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "isPrivate" BOOLEAN NOT NULL,
    "declaredBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "detectedAt" TIMESTAMPTZ(3),
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,
    "mitigatedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "channelId" TEXT,
    "channelName" TEXT,
    "logsFrom" TIMESTAMPTZ(3),
    "triedName" TEXT,
    "triedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleHolding" (
    "id" SERIAL NOT NULL,
    "incidentId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3),

    CONSTRAINT "RoleHolding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comparison" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "run" UUID,
    "awaySince" TIMESTAMPTZ(3),
    "backfillAskedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Comparison_pkey" PRIMARY KEY ("incidentId")
);

-- CreateTable
CREATE TABLE "ChannelMember" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "isPresent" BOOLEAN NOT NULL,
    "eventTs" TEXT NOT NULL,

    CONSTRAINT "ChannelMember_pkey" PRIMARY KEY ("workspaceId","channelId","userId")
);

-- CreateTable
CREATE TABLE "LogMessage" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "threadTs" TEXT,
    "userId" TEXT,
    "botId" TEXT,
    "authorName" TEXT,
    "subtype" TEXT,
    "text" TEXT NOT NULL,
    "files" JSONB NOT NULL DEFAULT '[]',
    "postedAt" TIMESTAMPTZ(6) NOT NULL,
    "versionTs" TEXT NOT NULL,
    "isDeleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "LogMessage_pkey" PRIMARY KEY ("workspaceId","channelId","ts")
);

-- CreateTable
CREATE TABLE "Mark" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageTs" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "emoji" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "isPresent" BOOLEAN NOT NULL,
    "eventTs" TEXT NOT NULL,

    CONSTRAINT "Mark_pkey" PRIMARY KEY ("workspaceId","channelId","messageTs","userId","emoji")
);

-- CreateTable
CREATE TABLE "Entry" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "authorId" TEXT,
    "authorName" TEXT,
    "text" TEXT,
    "about" TEXT,
    "files" JSONB NOT NULL DEFAULT '[]',
    "change" JSONB,
    "channelId" TEXT,
    "messageTs" TEXT,
    "permalink" TEXT,
    "editedAt" TIMESTAMPTZ(3),
    "hiddenAt" TIMESTAMPTZ(3),
    "importKey" TEXT,

    CONSTRAINT "Entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Transcript" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Transcript_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntryVersion" (
    "entryId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "about" TEXT,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "isHidden" BOOLEAN NOT NULL,
    "by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EntryVersion_pkey" PRIMARY KEY ("entryId","number")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "entryId" INTEGER,
    "momentAt" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "promptId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Review" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "depth" TEXT NOT NULL,
    "hostId" TEXT,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Review_pkey" PRIMARY KEY ("incidentId")
);

-- CreateTable
CREATE TABLE "ReviewVersion" (
    "incidentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "compiledAt" TIMESTAMPTZ(3) NOT NULL,
    "statements" JSONB NOT NULL,
    "checksum" INTEGER NOT NULL,

    CONSTRAINT "ReviewVersion_pkey" PRIMARY KEY ("incidentId","number")
);

-- CreateTable
CREATE TABLE "PostedMessage" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "incidentId" UUID,
    "channelId" TEXT NOT NULL,
    "ts" TEXT,
    "fingerprint" TEXT,
    "triedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PostedMessage_pkey" PRIMARY KEY ("workspaceId","key")
);

-- CreateTable
CREATE TABLE "Notice" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "incidentId" UUID,
    "sentence" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("workspaceId","key")
);

-- CreateTable
CREATE TABLE "Delivered" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Delivered_pkey" PRIMARY KEY ("workspaceId","key")
);

-- CreateTable
CREATE TABLE "BotProcess" (
    "id" SERIAL NOT NULL,
    "workerIds" TEXT[],
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BotProcess_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Incident_workspaceId_status_idx" ON "Incident"("workspaceId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Incident_workspaceId_number_key" ON "Incident"("workspaceId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Incident_workspaceId_channelId_key" ON "Incident"("workspaceId", "channelId");

-- CreateIndex
CREATE INDEX "RoleHolding_incidentId_role_idx" ON "RoleHolding"("incidentId", "role");

-- CreateIndex
CREATE INDEX "Comparison_workspaceId_dueAt_idx" ON "Comparison"("workspaceId", "dueAt");

-- CreateIndex
CREATE INDEX "LogMessage_incidentId_postedAt_idx" ON "LogMessage"("incidentId", "postedAt");

-- CreateIndex
CREATE INDEX "Mark_incidentId_idx" ON "Mark"("incidentId");

-- CreateIndex
CREATE INDEX "Entry_incidentId_happenedAt_idx" ON "Entry"("incidentId", "happenedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_workspaceId_channelId_messageTs_key" ON "Entry"("workspaceId", "channelId", "messageTs");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_incidentId_importKey_key" ON "Entry"("incidentId", "importKey");

-- CreateIndex
CREATE INDEX "Transcript_createdAt_idx" ON "Transcript"("createdAt");

-- CreateIndex
CREATE INDEX "Prompt_workspaceId_state_dueAt_idx" ON "Prompt"("workspaceId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Prompt_incidentId_userId_idx" ON "Prompt"("incidentId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_promptId_key" ON "Answer"("promptId");

-- CreateIndex
CREATE INDEX "Answer_workspaceId_userId_idx" ON "Answer"("workspaceId", "userId");

-- CreateIndex
CREATE INDEX "Review_workspaceId_state_opensAt_idx" ON "Review"("workspaceId", "state", "opensAt");

-- CreateIndex
CREATE INDEX "Delivered_at_idx" ON "Delivered"("at");

-- AddForeignKey
ALTER TABLE "RoleHolding" ADD CONSTRAINT "RoleHolding_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comparison" ADD CONSTRAINT "Comparison_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcript" ADD CONSTRAINT "Transcript_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryVersion" ADD CONSTRAINT "EntryVersion_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewVersion" ADD CONSTRAINT "ReviewVersion_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Review"("incidentId") ON DELETE CASCADE ON UPDATE CASCADE;
