package io.sidetone.sip.strand;

/// What is to be run in a strand. Immutable.
record StrandTask(Strand strand, Runnable task) {}
