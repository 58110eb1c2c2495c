package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoPackagesTest {

    private final InfoPackages packages = new InfoPackages(List.of("dtmf", "conf"));

    @Test
    @Rfc(number = 6086)
    @Rfc(number = 6086, section = "4.2.2")
    void anInfoOfAnUnknownPackageIsToldWhichThereAre() {
        SipRequest unknown = fromAlice("INFO", 2, tag("b"), "Info-Package: video");
        Refusal refusal = packages.judge(unknown);

        assertThat(refusal).isEqualTo(new Refusal(469, "Bad Info Package", HeaderName.RECV_INFO, "dtmf, conf"));
        assertThat(packages.judge(fromAlice("INFO", 2, tag("b"), "Info-Package: DTMF")))
                .isNull();
        assertThat(packages.judge(fromAlice("INFO", 2, tag("b"), "Info-Package: ;")))
                .isEqualTo(Refusal.of(400, "Info-Package"));
        assertThat(packages.judge(fromAlice("INFO", 2, tag("b"))))
                .as("as it was before packages")
                .isNull();
    }

    @Test
    @Rfc(number = 6086, section = "5.2.3")
    void whatThisSideTakesIsSaid() {
        assertThat(Sip.text(packages.announce(invite().edit()).build())).contains("Recv-Info: dtmf, conf\r\n");
        assertThat(Sip.text(
                        new InfoPackages(List.of()).announce(invite().edit()).build()))
                .contains("Recv-Info:");
    }

    @Test
    @Rfc(number = 6086, section = "4.2.1")
    @Rfc(number = 6086, section = "5.2.2")
    void onlyWhatTheOtherSideTakesMayBeSent() {
        assertThat(packages.maySend("dtmf")).isFalse();
        packages.receive(invite("Recv-Info: DTMF, x"));
        packages.receive(invite());
        assertThat(packages.maySend("dtmf")).isTrue();

        packages.receive(invite("Recv-Info: "));
        assertThat(packages.maySend("dtmf")).isFalse();
    }

    @Test
    @Rfc(number = 6086, section = "5.2.2")
    void endlessPackagesAreNotRemembered() {
        StringBuilder many = new StringBuilder("Recv-Info: p0");
        for (int i = 1; i < 500; i++) {
            many.append(", p").append(i);
        }
        packages.receive(invite(many.toString()));

        assertThat(packages.maySend("p0")).isTrue();
        assertThat(packages.maySend("p499")).isFalse();
    }
}
