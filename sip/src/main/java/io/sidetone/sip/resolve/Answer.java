package io.sidetone.sip.resolve;

import java.util.List;
import org.xbill.DNS.Name;

/// What the DNS says to a question.
sealed interface Answer {

    /// For how long it holds, in seconds; 0 for an answer that is not to be kept.
    long ttl();

    /// The records. Immutable.
    ///
    /// @param data of the type that was asked for
    record Found(List<? extends RecordData> data, long ttl) implements Answer {

        public Found {
            data = List.copyOf(data);
        }
    }

    /// The name stands for another, which has to be asked for.
    record Alias(Name target, long ttl) implements Answer {}

    /// There are no such records.
    record None(long ttl) implements Answer {}

    /// It can not be told.
    record Failed(String why) implements Answer {

        @Override
        public long ttl() {
            return 0;
        }
    }
}
