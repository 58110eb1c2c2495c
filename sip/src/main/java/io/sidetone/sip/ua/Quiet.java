package io.sidetone.sip.ua;

import io.sidetone.sip.transaction.ServerUser;

/// Who need not be told of a server transaction's end. Immutable.
enum Quiet implements ServerUser {
    ONE
}
