package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.transport.Flow;
import java.util.List;

/// Says where requests go: a location service, a numbering plan, a list of gateways. Thread-safe; must not wait.
@Rfc(number = 3261, section = "16.5")
@FunctionalInterface
public interface TargetFinder {

    /// What is to be done with a request.
    sealed interface Verdict {

        /// Forward it.
        ///
        /// @param targets where to; if there is none it is refused with 480
        record Forward(List<Target> targets) implements Verdict {
            /// Copies the list.
            public Forward {
                targets = List.copyOf(targets);
            }

            /// To one place.
            public static Forward to(Target target) {
                return new Forward(List.of(target));
            }
        }

        /// Refuse it.
        record Refuse(Refusal refusal) implements Verdict {
            /// With a status code and no more.
            public static Refuse with(int statusCode, String phrase) {
                return new Refuse(Refusal.of(statusCode, phrase));
            }
        }
    }

    /// Where a request goes.
    ///
    /// @param incoming the flow that it came over
    Verdict find(RoutedRequest request, Flow incoming);
}
