package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContactTest {

    @Test
    @Rfc(number = 3261, section = "10.2.2")
    void readsTheStarForAllBindings() {
        Contact all = read(Headers.CONTACT, " * ");
        assertThat(all).isSameAs(Contact.Wildcard.ALL).hasToString("*");
        assertThat(all.address()).isNull();
        refuses(Headers.CONTACT, "*;expires=0", "* x", "**", "");
    }

    @Test
    void readsAStarThatIsAName() {
        assertThat(address("* <sip:a@example.com>").displayName()).isEqualTo("*");
    }

    @Test
    @Rfc(number = 3261, section = "20.10")
    void isSwitchedOver() {
        String seen = switch (read(Headers.CONTACT, "<sip:a@example.com>")) {
            case NameAddress address -> "bind " + address.uri();
            case Contact.Wildcard _ -> "remove all";
        };
        assertThat(seen).isEqualTo("bind sip:a@example.com");
    }

    @Test
    @Rfc(number = 3261, section = "20.10")
    void readsPreferencesInThousandths() {
        assertThat(address("<sip:a@h>;q=0.7").q()).isEqualTo(700);
        assertThat(address("<sip:a@h>;q=1").q()).isEqualTo(1000);
        assertThat(address("<sip:a@h>;q=0.001").q()).isEqualTo(1);
        assertThat(address("<sip:a@h>;q=1.000").q()).isEqualTo(1000);
        assertThat(address("<sip:a@h>;q=0.").q()).isZero();
        assertThat(address("<sip:a@h>").q()).isEqualTo(NameAddress.ABSENT);
        for (String q :
                new String[] {"q", "q=2", "q=1.001", "q=0.1234", "q=-1", "q=.5", "q=x", "q=0,5", "q=0x5", "q=00.5"}) {
            refuses(Headers.CONTACT, "<sip:a@h>;" + q);
        }
    }

    @Test
    @Rfc(number = 3261, section = "20.10")
    void readsAnHourForALifetimeThatMakesNoSense() {
        assertThat(address("<sip:a@h>;expires=60").expires()).isEqualTo(60);
        assertThat(address("<sip:a@h>;expires=0").expires()).isZero();
        assertThat(address("<sip:a@h>;expires=4294967295").expires()).isEqualTo(4294967295L);
        assertThat(address("<sip:a@h>").expires()).isEqualTo(NameAddress.ABSENT);
        for (String value : new String[] {";expires", ";expires=soon", ";expires=4294967296", ";expires=\"Thu\""}) {
            assertThat(address("<sip:a@h>" + value).expires()).as(value).isEqualTo(3600);
        }
    }

    @Test
    void refusesStraySeparators() {
        refuses(Headers.CONTACT, "\"Joe\" <sip:joe@example.org>;;;;", "<sip:a@h>;;q=1", "<sip:a@h>;");
    }

    private static NameAddress address(String text) {
        return Objects.requireNonNull(read(Headers.CONTACT, text).address());
    }
}
