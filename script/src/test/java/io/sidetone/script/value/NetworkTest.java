package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// [Network].
class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.0/255.0.0.0, 10.9.9.9, true",
        "192.168.128.0/17, 192.168.200.1, true",
        "192.168.128.0/17, 192.168.100.1, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/32, 2001:db8:1::5, true",
        "2001:db8::/32, [2001:db8:1::5], true",
        "2001:db8::/32, 2001:db9::1, false",
        "[2001:db8::1], 2001:db8::1, true",
        "2001:db8::/32, 10.0.0.1, false",
        "10.0.0.0/8, example.com, false",
        "10.0.0.0/8, ::1, false",
    })
    void addressesLieInNetworks(String network, String address, boolean lies) {
        assertThat(Network.parse(network).orElseThrow().contains(address)).isEqualTo(lies);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/255.0.255.0",
                "10.0.0.0/::",
                "2001:db8::/129",
                "localhost",
                "1.2.3.4.5",
                "12345",
                "fe80::1%eth0",
                ":",
                "[10.0.0.1"
            })
    void otherTextIsNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "2001:db8:0:0:0:0:0:0/32"})
    void aNetworkIsWrittenAsAddressAndBits(String text) {
        assertThat(Network.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.0.0.0/8",
        "192.168.200.1/255.255.128.0, 192.168.128.0/17",
        "10.0.0.1, 10.0.0.1/32",
        "10.0.0.1/0, 0.0.0.0/0",
        "2001:db8:1::5/32, 2001:db8:0:0:0:0:0:0/32"
    })
    void aHostInItStandsForItsNetwork(String text, String network) {
        assertThat(Network.parse(text).orElseThrow().masked()).hasToString(network);
    }
}
