-- AlterTable
ALTER TABLE "Asking" ADD COLUMN     "isWished" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN     "againFor" INTEGER,
ADD COLUMN     "changedFor" INTEGER;
