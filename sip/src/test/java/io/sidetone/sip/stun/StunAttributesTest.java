package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StunAttributesTest {

    private static final String HEAD = "2112a442000102030405060708090a0b";

    private final InetSocketAddress v4 = new InetSocketAddress("192.0.2.1", 32853);
    private final InetSocketAddress v6 = new InetSocketAddress("2001:db8::1", 1);

    @Test
    @Rfc(number = 8489, section = "18.3")
    void haveTheirRegisteredCodes() {
        List<String> lines = new ArrayList<>();
        Stream.of(StunAttributes.BASE, StunAttributes.ICE, StunAttributes.NAT_DISCOVERY)
                .flatMap(types -> types.stream())
                .forEach(type -> lines.add(HexFormat.of().toHexDigits((short) type.code()) + " " + type));

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "0001 MAPPED-ADDRESS",
                        "0003 CHANGE-REQUEST",
                        "0004 SOURCE-ADDRESS",
                        "0005 CHANGED-ADDRESS",
                        "0006 USERNAME",
                        "0008 MESSAGE-INTEGRITY",
                        "0009 ERROR-CODE",
                        "000a UNKNOWN-ATTRIBUTES",
                        "0014 REALM",
                        "0015 NONCE",
                        "001c MESSAGE-INTEGRITY-SHA256",
                        "001d PASSWORD-ALGORITHM",
                        "001e USERHASH",
                        "0020 XOR-MAPPED-ADDRESS",
                        "0024 PRIORITY",
                        "0025 USE-CANDIDATE",
                        "0026 PADDING",
                        "0027 RESPONSE-PORT",
                        "8002 PASSWORD-ALGORITHMS",
                        "8003 ALTERNATE-DOMAIN",
                        "8022 SOFTWARE",
                        "8023 ALTERNATE-SERVER",
                        "8028 FINGERPRINT",
                        "8029 ICE-CONTROLLED",
                        "802a ICE-CONTROLLING",
                        "802b RESPONSE-ORIGIN",
                        "802c OTHER-ADDRESS");
    }

    @Test
    @Rfc(number = 8489, section = "14.1")
    @Rfc(number = 8489, section = "14.15")
    @Rfc(number = 5780, section = "7.3")
    @Rfc(number = 5780, section = "7.4")
    @Rfc(number = 3489, section = "11.2.3")
    @Rfc(number = 3489, section = "11.2.5")
    void carryAddressesInTheClear() {
        List<StunAttributeType<InetSocketAddress>> types = List.of(
                StunAttributes.MAPPED_ADDRESS,
                StunAttributes.ALTERNATE_SERVER,
                StunAttributes.RESPONSE_ORIGIN,
                StunAttributes.OTHER_ADDRESS,
                StunAttributes.SOURCE_ADDRESS,
                StunAttributes.CHANGED_ADDRESS);
        for (StunAttributeType<InetSocketAddress> type : types) {
            assertWritten(type, v4, "00018055c0000201");
            assertWritten(type, v6, "0002000120010db8000000000000000000000001");
            assertThat(read(type, "ff018055c0000201")).isEqualTo(v4);
            for (String bad :
                    List.of("", "00", "00018055", "00028055c0000201", "00038055c0000201", "00018055c000020100")) {
                assertThat(read(type, bad)).as(bad).isNull();
            }
        }
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("example.com", 1);
        assertNotWritten(StunAttributes.MAPPED_ADDRESS, unresolved);
    }

    @Test
    @Rfc(number = 8489, section = "14.2")
    void carryAddressesHidden() {
        assertWritten(StunAttributes.XOR_MAPPED_ADDRESS, v4, "0001a147e112a643");
        assertWritten(StunAttributes.XOR_MAPPED_ADDRESS, v6, "000221130113a9fa000102030405060708090a0a");
        assertThat(read(StunAttributes.XOR_MAPPED_ADDRESS, "0001a147e112")).isNull();
        assertThat(read(StunAttributes.XOR_MAPPED_ADDRESS, "00".repeat(40))).isNull();
    }

    @Test
    @Rfc(number = 8489, section = "14.3")
    @Rfc(number = 8489, section = "14.9")
    @Rfc(number = 8489, section = "14.10")
    @Rfc(number = 8489, section = "14.14")
    @Rfc(number = 8489, section = "14.16")
    void carryTextUpToALength() {
        assertWritten(StunAttributes.USERNAME, "\u00E4", "c3a4");
        assertWritten(StunAttributes.USERNAME, "a".repeat(508), "61".repeat(508));
        assertNotWritten(StunAttributes.USERNAME, "a".repeat(509));
        for (StunAttributeType<String> type :
                List.of(StunAttributes.REALM, StunAttributes.NONCE, StunAttributes.SOFTWARE)) {
            assertWritten(type, "\uD83D\uDE00".repeat(127), "f09f9880".repeat(127));
            assertNotWritten(type, "a".repeat(128));
            assertThat(read(type, "61".repeat(763))).hasSize(763);
            assertThat(read(type, "61".repeat(764))).isNull();
        }
        assertWritten(StunAttributes.ALTERNATE_DOMAIN, "example.com", "6578616d706c652e636f6d");
        assertNotWritten(StunAttributes.ALTERNATE_DOMAIN, "a".repeat(256));
    }

    @Test
    @Rfc(number = 8489, section = "14.8")
    @Rfc(number = 8445, section = "7.3.1.1")
    void carryAnErrorCode() {
        assertWritten(StunAttributes.ERROR_CODE, ErrorCode.UNAUTHENTICATED, "00000401556e61757468656e74696361746564");
        assertWritten(StunAttributes.ERROR_CODE, new ErrorCode(699, ""), "00000663");
        assertThat(read(StunAttributes.ERROR_CODE, "fffffc57")).isEqualTo(new ErrorCode(487, ""));
        assertThat(read(StunAttributes.ERROR_CODE, "fffffc57"))
                .extracting(ErrorCode::code)
                .isEqualTo(ErrorCode.ROLE_CONFLICT.code());
        for (String bad : List.of("", "000004", "00000200", "00000700", "00000464", "000004ff")) {
            assertThat(read(StunAttributes.ERROR_CODE, bad)).as(bad).isNull();
        }
        assertNotWritten(StunAttributes.ERROR_CODE, new ErrorCode(400, "a".repeat(128)));
        assertThatThrownBy(() -> new ErrorCode(299, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ErrorCode(700, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 8489, section = "14.11")
    @Rfc(number = 8489, section = "14.12")
    void carryPasswordAlgorithms() {
        PasswordAlgorithm other = new PasswordAlgorithm(0xFFFE, new byte[] {1, 2, 3});
        assertWritten(
                StunAttributes.PASSWORD_ALGORITHMS,
                List.of(PasswordAlgorithm.SHA_256, other, PasswordAlgorithm.MD5),
                "00020000fffe00030102030000010000");
        assertWritten(StunAttributes.PASSWORD_ALGORITHMS, List.of(), "");
        assertWritten(StunAttributes.PASSWORD_ALGORITHM, PasswordAlgorithm.MD5, "00010000");
        assertThat(read(StunAttributes.PASSWORD_ALGORITHM, "fffe0003010203")).isEqualTo(other);
        for (String bad : List.of("", "000100", "00010001", "0001000000020000")) {
            assertThat(read(StunAttributes.PASSWORD_ALGORITHM, bad)).as(bad).isNull();
        }
        assertThat(other)
                .hasToString("PasswordAlgorithm 65534")
                .hasSameHashCodeAs(read(StunAttributes.PASSWORD_ALGORITHM, "fffe0003010203"));
        assertThat(other.parameters()).containsExactly(1, 2, 3);
        assertThat(other.number()).isEqualTo(0xFFFE);
        assertThat(List.of(PasswordAlgorithm.MD5, PasswordAlgorithm.SHA_256)).hasToString("[MD5, SHA-256]");
        assertThatThrownBy(() -> new PasswordAlgorithm(0x10000, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 8489, section = "14.13")
    void carryAListOfTypes() {
        assertWritten(StunAttributes.UNKNOWN_ATTRIBUTES, List.of(0x7001, 0x24, 0xFFFF), "70010024ffff");
        assertThat(read(StunAttributes.UNKNOWN_ATTRIBUTES, "700100")).isNull();
    }

    @Test
    @Rfc(number = 8489, section = "14.4")
    @Rfc(number = 8489, section = "14.6")
    void carryOctetsOfFixedLengths() {
        assertWritten(StunAttributes.USERHASH, new byte[32], "00".repeat(32));
        assertNotWritten(StunAttributes.USERHASH, new byte[31]);
        assertThat(read(StunAttributes.USERHASH, "00".repeat(33))).isNull();
        assertThat(read(StunAttributes.MESSAGE_INTEGRITY, "00".repeat(16))).isNull();
        assertThat(read(StunAttributes.MESSAGE_INTEGRITY_SHA256, "00".repeat(16)))
                .hasSize(16);
        assertThat(read(StunAttributes.MESSAGE_INTEGRITY_SHA256, "00".repeat(18)))
                .isNull();
        assertThat(read(StunAttributes.MESSAGE_INTEGRITY_SHA256, "00".repeat(36)))
                .isNull();
    }

    @Test
    @Rfc(number = 8445, section = "7.1.1")
    @Rfc(number = 8445, section = "7.1.2")
    @Rfc(number = 8445, section = "7.1.3")
    void carryWhatIceNeeds() {
        assertWritten(StunAttributes.PRIORITY, 0xFFFF_FFFFL, "ffffffff");
        assertNotWritten(StunAttributes.PRIORITY, 0x1_0000_0000L);
        assertNotWritten(StunAttributes.PRIORITY, -1L);
        assertThat(read(StunAttributes.PRIORITY, "ffffff")).isNull();
        assertWritten(StunAttributes.USE_CANDIDATE, new byte[0], "");
        assertThat(read(StunAttributes.USE_CANDIDATE, "00")).isNull();
        assertWritten(StunAttributes.ICE_CONTROLLED, -2L, "fffffffffffffffe");
        assertWritten(StunAttributes.ICE_CONTROLLING, 3L, "0000000000000003");
    }

    @Test
    @Rfc(number = 5780, section = "7.2")
    @Rfc(number = 5780, section = "7.5")
    @Rfc(number = 5780, section = "7.6")
    void carryWhatTheDiscoveryOfNatsNeeds() {
        assertWritten(StunAttributes.CHANGE_REQUEST, new ChangeRequest(true, false), "00000004");
        assertWritten(StunAttributes.CHANGE_REQUEST, new ChangeRequest(false, true), "00000002");
        assertThat(read(StunAttributes.CHANGE_REQUEST, "fffffff9")).isEqualTo(new ChangeRequest(false, false));
        assertThat(read(StunAttributes.CHANGE_REQUEST, "0006")).isNull();
        assertThat(new ChangeRequest(true, false).changes()).isTrue();
        assertThat(new ChangeRequest(false, true).changes()).isTrue();
        assertThat(new ChangeRequest(false, false).changes()).isFalse();
        assertWritten(StunAttributes.RESPONSE_PORT, 65535, "ffff0000");
        assertThat(read(StunAttributes.RESPONSE_PORT, "13c4")).isEqualTo(5060);
        assertThat(read(StunAttributes.RESPONSE_PORT, "13c400")).isNull();
        assertNotWritten(StunAttributes.RESPONSE_PORT, 65536);
        assertWritten(StunAttributes.PADDING, new byte[3], "000000");
    }

    @Test
    void mayBeMadeForAnyCode() {
        assertThat(StunAttributeType.of(0x0024).name()).isEqualTo("PRIORITY");
        assertThat(StunAttributeType.of(0xFFFF)).hasToString("0xFFFF");
        assertThatThrownBy(() -> StunAttributeType.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StunAttributeType.of(0x10000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> void assertWritten(StunAttributeType<T> type, T value, String hex) {
        StunMessage empty = message("");
        StunMessage written = StunBuilder.bindingRequest(empty.transactionId())
                .add(type, value)
                .build();
        assertThat(HexFormat.of().formatHex(written.attributes().getFirst().value()))
                .isEqualTo(hex);
        assertThat(read(type, hex)).isEqualTo(value);
    }

    private static <T> void assertNotWritten(StunAttributeType<T> type, T value) {
        StunBuilder builder = StunBuilder.bindingRequest(StunTransactionId.random(new Random(1)));
        assertThatThrownBy(() -> builder.add(type, value)).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> @Nullable T read(StunAttributeType<T> type, String hex) {
        int length = hex.length() / 2;
        String padding = "00".repeat((4 - length % 4) % 4);
        return message(HexFormat.of().toHexDigits((short) type.code())
                        + HexFormat.of().toHexDigits((short) length)
                        + hex
                        + padding)
                .first(type);
    }

    private static StunMessage message(String attributes) {
        try {
            return StunVectorTest.read(
                    "0001" + HexFormat.of().toHexDigits((short) (attributes.length() / 2)) + HEAD + attributes);
        } catch (SyntaxException e) {
            throw new AssertionError(attributes, e);
        }
    }
}
