/// Event notification: who subscribes, who notifies, who publishes, who refers (RFC 6665, 3903, 3515, 3420).
///
/// [io.sidetone.sip.event.Subscriber], [io.sidetone.sip.event.Notifier], [io.sidetone.sip.event.Publisher] and
/// [io.sidetone.sip.event.Publication] are the machines of the RFCs: events in, effects out, no I/O, no clock.
/// What a request says is judged by [io.sidetone.sip.event.SubscribeRequest],
/// [io.sidetone.sip.event.Notification], [io.sidetone.sip.event.PublishRequest] and
/// [io.sidetone.sip.event.Refer]. The machines need no dialog: their owner sends what they name, within the
/// dialog that he keeps.
@NullMarked
package io.sidetone.sip.event;

import org.jspecify.annotations.NullMarked;
