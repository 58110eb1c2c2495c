package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;

/// What all responses to one client transaction have in common. The branch is ours and unique; a CANCEL shares
/// it. Immutable.
@Rfc(number = 3261, section = "17.1.3")
record ClientKey(String branch, Method method) {}
