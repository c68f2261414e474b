-- CreateTable
CREATE TABLE "Condition" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "text" TEXT,
    "wordsOf" TEXT,
    "part" TEXT NOT NULL,
    "area" TEXT,
    "sinceAt" TIMESTAMPTZ(3),
    "sincePrecision" TEXT,
    "sinceWords" TEXT,
    "untilAt" TIMESTAMPTZ(3),
    "untilPrecision" TEXT,
    "untilWords" TEXT,
    "sureness" TEXT NOT NULL,
    "knownAs" INTEGER,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConditionLink" (
    "fromId" INTEGER NOT NULL,
    "toId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConditionLink_pkey" PRIMARY KEY ("fromId","toId","kind")
);

-- CreateTable
CREATE TABLE "NeededTogether" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NeededTogether_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TogetherMember" (
    "setId" INTEGER NOT NULL,
    "conditionId" INTEGER NOT NULL,

    CONSTRAINT "TogetherMember_pkey" PRIMARY KEY ("setId","conditionId")
);

-- CreateTable
CREATE TABLE "Safeguard" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "text" TEXT,
    "wordsOf" TEXT,
    "state" TEXT NOT NULL,
    "sinceAt" TIMESTAMPTZ(3),
    "sincePrecision" TEXT,
    "sinceWords" TEXT,
    "visibleFrom" TEXT,
    "weighedAgainst" TEXT,
    "replacement" TEXT,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Safeguard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UsualWork" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "text" TEXT,
    "wordsOf" TEXT,
    "written" TEXT,
    "isNothingWritten" BOOLEAN NOT NULL,
    "usual" TEXT,
    "sinceAt" TIMESTAMPTZ(3),
    "sincePrecision" TEXT,
    "sinceWords" TEXT,
    "easier" TEXT,
    "thisTime" TEXT,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "UsualWork_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Surprise" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "text" TEXT,
    "wordsOf" TEXT,
    "personId" TEXT NOT NULL,
    "entryId" INTEGER,
    "momentAt" TIMESTAMPTZ(3),
    "expected" TEXT,
    "changedMyMind" TEXT,
    "isNamed" BOOLEAN NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Surprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Helped" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "text" TEXT,
    "wordsOf" TEXT,
    "through" TEXT NOT NULL,
    "thankedId" TEXT,
    "mayName" BOOLEAN NOT NULL,
    "agreedAt" TIMESTAMPTZ(3),
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Helped_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Change" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "text" TEXT,
    "wordsOf" TEXT,
    "conditionId" INTEGER,
    "how" TEXT,
    "newTrouble" TEXT,
    "whoseWorkGrows" TEXT,
    "ownerId" TEXT,
    "dueOn" DATE,
    "lookAgainOn" DATE,
    "ticketUrl" TEXT,
    "state" TEXT NOT NULL,
    "grounds" TEXT,
    "outcome" TEXT,
    "outcomeAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "incidentId" UUID NOT NULL,
    "of" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("incidentId","of","source")
);

-- CreateTable
CREATE TABLE "BeenThere" (
    "incidentId" UUID NOT NULL,
    "of" TEXT NOT NULL,
    "press" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,

    CONSTRAINT "BeenThere_pkey" PRIMARY KEY ("incidentId","of","press")
);

-- CreateTable
CREATE TABLE "BeenThereSecret" (
    "incidentId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,

    CONSTRAINT "BeenThereSecret_pkey" PRIMARY KEY ("incidentId")
);

-- CreateIndex
CREATE INDEX "Condition_incidentId_idx" ON "Condition"("incidentId");

-- CreateIndex
CREATE INDEX "ConditionLink_incidentId_idx" ON "ConditionLink"("incidentId");

-- CreateIndex
CREATE INDEX "NeededTogether_incidentId_idx" ON "NeededTogether"("incidentId");

-- CreateIndex
CREATE INDEX "Safeguard_incidentId_idx" ON "Safeguard"("incidentId");

-- CreateIndex
CREATE INDEX "UsualWork_incidentId_idx" ON "UsualWork"("incidentId");

-- CreateIndex
CREATE INDEX "Surprise_incidentId_idx" ON "Surprise"("incidentId");

-- CreateIndex
CREATE INDEX "Helped_incidentId_idx" ON "Helped"("incidentId");

-- CreateIndex
CREATE INDEX "Change_incidentId_idx" ON "Change"("incidentId");

-- CreateIndex
CREATE INDEX "Change_workspaceId_lookAgainOn_idx" ON "Change"("workspaceId", "lookAgainOn");

-- AddForeignKey
ALTER TABLE "Condition" ADD CONSTRAINT "Condition_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionLink" ADD CONSTRAINT "ConditionLink_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Condition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionLink" ADD CONSTRAINT "ConditionLink_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Condition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionLink" ADD CONSTRAINT "ConditionLink_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeededTogether" ADD CONSTRAINT "NeededTogether_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TogetherMember" ADD CONSTRAINT "TogetherMember_setId_fkey" FOREIGN KEY ("setId") REFERENCES "NeededTogether"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TogetherMember" ADD CONSTRAINT "TogetherMember_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Safeguard" ADD CONSTRAINT "Safeguard_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsualWork" ADD CONSTRAINT "UsualWork_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Surprise" ADD CONSTRAINT "Surprise_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Helped" ADD CONSTRAINT "Helped_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Change" ADD CONSTRAINT "Change_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Change" ADD CONSTRAINT "Change_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BeenThere" ADD CONSTRAINT "BeenThere_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BeenThereSecret" ADD CONSTRAINT "BeenThereSecret_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
