package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import org.junit.jupiter.api.Test;

class ChargingVectorTest {

    @Test
    @Rfc(number = 7315, section = "5.6")
    void readsIdentifierAndNetworks() {
        ChargingVector vector = read(
                Headers.P_CHARGING_VECTOR,
                "icid-value=\"12 34\"; icid-generated-at=[2001:db8::1];orig-ioi=home1.net;term-ioi=h2");
        assertThat(vector.icidValue()).isEqualTo("12 34");
        assertThat(vector.icidGeneratedAt()).isEqualTo("[2001:db8::1]");
        assertThat(vector.origIoi()).isEqualTo("home1.net");
        assertThat(vector.termIoi()).isEqualTo("h2");
        assertThat(vector.text()).startsWith("icid-value=\"12 34\";icid");
        assertThat(read(Headers.P_CHARGING_VECTOR, "icid-value=AyretyU0dm+6O2IrT5tAFrbHLso=023")
                        .origIoi())
                .isNull();
        refuses(
                Headers.P_CHARGING_VECTOR,
                "",
                "orig-ioi=a",
                ";icid-value=1",
                "icid-value",
                "icid-value=",
                "icid-value=1;");
        assertThatThrownBy(() -> new ChargingVector(Parameters.NONE)).isInstanceOf(IllegalArgumentException.class);
    }
}
