package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.ResponseScope.DIALOG;
import static io.sidetone.sip.dialog.ResponseScope.TRANSACTION;
import static io.sidetone.sip.dialog.ResponseScope.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResponseScopeTest {

    @Test
    @Rfc(number = 5057, section = "5.1")
    void allCodesThatEndMoreThanTheirTransaction() {
        TreeMap<Integer, ResponseScope> ending = new TreeMap<>();
        for (int code = 200; code < 700; code++) {
            if (ResponseScope.of(code, Method.INVITE) != TRANSACTION) {
                ending.put(code, ResponseScope.of(code, Method.INVITE));
            }
        }
        assertThat(ending.entrySet().stream().filter(entry -> entry.getValue() == DIALOG))
                .extracting(Map.Entry::getKey)
                .containsExactly(404, 410, 416, 482, 484, 485, 502, 604);
        assertThat(ending.entrySet().stream().filter(entry -> entry.getValue() == USAGE))
                .extracting(Map.Entry::getKey)
                .containsExactly(403, 405, 408, 480, 481, 501);
    }

    @Test
    @Rfc(number = 5057, section = "5.1")
    void someCodesEndAUsageOnlyWithCertainMethods() {
        for (Method method : List.of(Method.SUBSCRIBE, Method.NOTIFY)) {
            assertThat(ResponseScope.of(489, method)).isEqualTo(USAGE);
            assertThat(ResponseScope.of(405, method)).isEqualTo(USAGE);
        }
        for (Method method : List.of(Method.INFO, Method.UPDATE)) {
            assertThat(ResponseScope.of(405, method)).isEqualTo(TRANSACTION);
            assertThat(ResponseScope.of(501, method)).isEqualTo(TRANSACTION);
            assertThat(ResponseScope.of(489, method)).isEqualTo(TRANSACTION);
        }
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.2")
    void whoKnowsNothingOfTheDialogOrIsSilentEndsTheUsage() {
        assertThat(ResponseScope.of(481, Method.INFO)).isEqualTo(USAGE);
        assertThat(ResponseScope.of(408, Method.INFO)).isEqualTo(USAGE);
    }

    @Test
    @Rfc(number = 5057, section = "5.1")
    void aFailedTransferEndsNoCall() {
        assertThat(ResponseScope.of(404, Method.REFER)).isEqualTo(TRANSACTION);
        assertThat(ResponseScope.of(482, Method.REFER)).isEqualTo(DIALOG);
    }
}
