package io.sidetone.sip.resolve;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// What the DNS is asked. Immutable.
///
/// @param name absolute; letter case does not count
/// @param type of the records, by number
record Question(Name name, int type) {

    @Override
    public String toString() {
        return name + " " + Type.string(type);
    }
}
