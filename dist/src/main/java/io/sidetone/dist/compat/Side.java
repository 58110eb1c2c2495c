package io.sidetone.dist.compat;

/// One of the two servers that are compared.
enum Side {
    KAMAILIO,
    OURS
}
