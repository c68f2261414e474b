-- CreateTable
CREATE TABLE "Meeting" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "isCancelled" BOOLEAN NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "invitedIds" TEXT[],
    "remindAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "answeredBy" INTEGER,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("incidentId")
);

-- CreateTable
CREATE TABLE "Afterwards" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "Afterwards_pkey" PRIMARY KEY ("incidentId","userId")
);

-- CreateTable
CREATE TABLE "AfterwardsAnswer" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sealedWith" TEXT,

    CONSTRAINT "AfterwardsAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HostRequest" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HostRequest_pkey" PRIMARY KEY ("incidentId","userId")
);

-- CreateTable
CREATE TABLE "MonthWish" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MonthWish_pkey" PRIMARY KEY ("incidentId","userId")
);

-- CreateIndex
CREATE INDEX "Meeting_workspaceId_isCancelled_startsAt_idx" ON "Meeting"("workspaceId", "isCancelled", "startsAt");

-- CreateIndex
CREATE INDEX "Afterwards_workspaceId_state_dueAt_idx" ON "Afterwards"("workspaceId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "AfterwardsAnswer_incidentId_idx" ON "AfterwardsAnswer"("incidentId");

-- CreateIndex
CREATE INDEX "MonthWish_workspaceId_dueAt_idx" ON "MonthWish"("workspaceId", "dueAt");

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Afterwards" ADD CONSTRAINT "Afterwards_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AfterwardsAnswer" ADD CONSTRAINT "AfterwardsAnswer_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HostRequest" ADD CONSTRAINT "HostRequest_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthWish" ADD CONSTRAINT "MonthWish_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
