-- AlterTable
ALTER TABLE "Review" ADD COLUMN     "declinedAt" TIMESTAMPTZ(3),
ADD COLUMN     "declinedReason" TEXT,
ADD COLUMN     "publishedAt" TIMESTAMPTZ(3),
ADD COLUMN     "publishedNote" TEXT,
ADD COLUMN     "publishedVersion" INTEGER;

-- CreateTable
CREATE TABLE "ReviewPart" (
    "id" SERIAL NOT NULL,
    "incidentId" UUID NOT NULL,
    "section" TEXT NOT NULL,

    CONSTRAINT "ReviewPart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewPartVersion" (
    "partId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewPartVersion_pkey" PRIMARY KEY ("partId","number")
);

-- CreateTable
CREATE TABLE "ReviewDraft" (
    "incidentId" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewDraft_pkey" PRIMARY KEY ("incidentId","section","userId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReviewPart_incidentId_section_key" ON "ReviewPart"("incidentId", "section");

-- AddForeignKey
ALTER TABLE "ReviewPart" ADD CONSTRAINT "ReviewPart_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Review"("incidentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewPartVersion" ADD CONSTRAINT "ReviewPartVersion_partId_fkey" FOREIGN KEY ("partId") REFERENCES "ReviewPart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewDraft" ADD CONSTRAINT "ReviewDraft_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Review"("incidentId") ON DELETE CASCADE ON UPDATE CASCADE;
