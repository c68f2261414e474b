-- CreateTable
CREATE TABLE "Consent" (
    "entryId" INTEGER NOT NULL,
    "userId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("entryId","userId")
);

-- CreateIndex
CREATE INDEX "Consent_incidentId_idx" ON "Consent"("incidentId");

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
