-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "given_back" JSONB NOT NULL DEFAULT '[]';
