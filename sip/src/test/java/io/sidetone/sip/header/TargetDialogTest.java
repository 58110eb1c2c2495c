package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import org.junit.jupiter.api.Test;

class TargetDialogTest {

    @Test
    @Rfc(number = 4538, section = "7")
    void readsCallIdAndTags() {
        TargetDialog dialog =
                read(Headers.TARGET_DIALOG, "fa77as7dad8-sd98ajzz@host.example.com ;local-tag=kkaz- ;remote-tag=6544");
        assertThat(dialog.callId()).isEqualTo("fa77as7dad8-sd98ajzz@host.example.com");
        assertThat(dialog.localTag()).isEqualTo("kkaz-");
        assertThat(dialog.remoteTag()).isEqualTo("6544");
        assertThat(TargetDialog.of("1", "2", "3")).hasToString("1;local-tag=2;remote-tag=3");
        refuses(
                Headers.TARGET_DIALOG,
                "",
                "1",
                "1;local-tag=2",
                "1;to-tag=2;from-tag=3",
                "1;local-tag=2;remote-tag=3;local-tag=4");
        assertThatThrownBy(() -> new TargetDialog("1", Parameters.NONE)).isInstanceOf(IllegalArgumentException.class);
    }
}
