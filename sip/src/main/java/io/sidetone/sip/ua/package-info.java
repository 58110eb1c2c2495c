/// User agents (RFC 3261 §8, §10.2, §11, §13 to §15, §22): what phones, load generators, registrants and
/// back-to-back user agents are written with. A user of the transaction layer.
///
/// [io.sidetone.sip.ua.UserAgent] is the door, [io.sidetone.sip.ua.Call] a session of either side,
/// [io.sidetone.sip.ua.Events] the door to subscriptions and publications of both (RFC 6665, 3903). The rules are
/// in the machines of `dialog` and `event`; here are their owners: locks, timers, sending. Each thing can be done
/// in two styles: with callbacks, which come in order and must not wait, or by waiting, with a deadline, on a
/// thread of one's own.
@NullMarked
package io.sidetone.sip.ua;

import org.jspecify.annotations.NullMarked;
