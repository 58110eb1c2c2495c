package io.sidetone.modules.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.permissions.AddressTable.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsModuleTest {

    @TempDir
    private Path folder;

    private static final AddressTable TABLE = new AddressTable(List.of(
            new Entry(1, "192.0.2.1", 32, 0, "any", null, "one"),
            new Entry(2, "198.51.100.0", 24, 5060, "tcp", "sip:*@example.org", "net"),
            new Entry(0, "2001:db8::", 32, 0, "any", null, "six"),
            new Entry(3, "203.0.113.9", 32, 0, "none", null, null)));

    @Test
    void anAddressIsFoundByItsPrefix() {
        assertThat(TABLE.find(1, "192.0.2.1", 5060, "udp", null)).isNotNull();
        assertThat(TABLE.find(2, "192.0.2.1", 5060, "udp", null)).isNull();
        assertThat(TABLE.find(0, "192.0.2.2", 5060, "udp", null)).isNull();
        assertThat(TABLE.find(7, "2001:db8:1::9", 1, "tls", null)).isNotNull();
        assertThat(TABLE.find(0, "2001:db9::9", 1, "tls", null)).isNull();
    }

    @Test
    void portProtocolAndPatternCount() {
        assertThat(TABLE.find(2, "198.51.100.77", 5060, "tcp", "sip:a@example.org"))
                .isNotNull();
        assertThat(TABLE.find(2, "198.51.100.77", 5061, "tcp", null)).isNull();
        assertThat(TABLE.find(2, "198.51.100.77", 0, "any", null)).isNotNull();
        assertThat(TABLE.find(2, "198.51.100.77", 5060, "udp", null)).isNull();
        assertThat(TABLE.find(2, "198.51.100.77", 5060, "tcp", "sip:a@example.com"))
                .isNull();
        assertThat(TABLE.find(3, "203.0.113.9", 0, "any", null)).isNull();
    }

    @Test
    void whatIsNoAddressIsNowhere() {
        assertThat(TABLE.find(0, "nobody", 0, "any", null)).isNull();
        assertThat(TABLE.find(0, "", 0, "any", null)).isNull();
        assertThatThrownBy(() -> new AddressTable(List.of(new Entry(1, "192.0.2.1", 33, 0, "any", null, null))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RuleFile rules(String text) throws IOException {
        Path file = folder.resolve("rules.allow");
        Files.writeString(file, text);
        return RuleFile.read(file);
    }

    @Test
    void rulesMatchBothSidesWithExceptions() throws IOException {
        RuleFile file = rules("""
                # a comment
                ALL : "^sip:361[0-9]*@abc\\.com$" EXCEPT "^sip:361[0-9]*3@abc\\.com$"

                "^sip:bob@", "^sip:carol@" : ALL # all that they want
                """);
        assertThat(file.matches("sip:x@y", "sip:3611@abc.com")).isTrue();
        assertThat(file.matches("sip:x@y", "sip:3613@abc.com")).isFalse();
        assertThat(file.matches("sip:carol@y", "sip:3613@abc.com")).isTrue();
        assertThat(file.matches("sip:x@y", "sip:1@abc.com")).isFalse();
    }

    @Test
    void aFileThatIsNotThereHasNoRules() throws IOException {
        assertThat(RuleFile.read(folder.resolve("none")).rules()).isEmpty();
    }

    @Test
    void aLineThatIsNoRuleIsNamed() {
        for (String line : List.of("ALL", "ALL :", "\"x : ALL", "\"(\" : ALL", "ALL : ALL ALL")) {
            assertThatThrownBy(() -> rules("\n" + line))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(":2:");
        }
    }
}
