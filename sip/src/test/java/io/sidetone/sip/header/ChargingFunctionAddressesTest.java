package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class ChargingFunctionAddressesTest {

    @Test
    @Rfc(number = 7315, section = "5.5")
    void readsAddressesInTheirOrder() {
        ChargingFunctionAddresses value =
                read(Headers.P_CHARGING_FUNCTION_ADDRESSES, "ccf=192.0.8.1; ecf=192.0.8.3; ccf=\"[2001:db8::1]\";x");
        assertThat(value.collectionFunctions()).containsExactly("192.0.8.1", "[2001:db8::1]");
        assertThat(value.eventFunctions()).containsExactly("192.0.8.3");
        refuses(Headers.P_CHARGING_FUNCTION_ADDRESSES, "", ";ccf=1", "ccf=", "ccf=1;", "ccf=1 2");
    }
}
