-- What was told of a customer's groups: a promotion may be for one of them.
CREATE TABLE "shopper_groups" (
    "owner" TEXT NOT NULL,
    "groups" TEXT[],
    "version" INTEGER NOT NULL,

    CONSTRAINT "shopper_groups_pkey" PRIMARY KEY ("owner")
);
