-- CreateTable
CREATE TABLE "PersonSettings" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "visibility" TEXT,
    "isWordingCheckOff" BOOLEAN NOT NULL DEFAULT false,
    "isNeverAsked" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "PersonSettings_pkey" PRIMARY KEY ("workspaceId","userId")
);
