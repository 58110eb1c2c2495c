package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class SubscriptionStateTest {

    @Test
    @Rfc(number = 6665, section = "8.2.3")
    void readsStateAndParameters() {
        SubscriptionState active = read(Headers.SUBSCRIPTION_STATE, "Active;expires=600");
        assertThat(active.isActive()).isTrue();
        assertThat(active.isPending() || active.isTerminated()).isFalse();
        assertThat(active.expires()).isEqualTo(600);
        assertThat(active.retryAfter()).isEqualTo(-1);
        SubscriptionState over = read(Headers.SUBSCRIPTION_STATE, "terminated;reason=probation;retry-after=30");
        assertThat(over.isTerminated()).isTrue();
        assertThat(over.reason()).isEqualTo("probation");
        assertThat(over.retryAfter()).isEqualTo(30);
        assertThat(over.expires()).isEqualTo(-1);
        assertThat(read(Headers.SUBSCRIPTION_STATE, "pending").isPending()).isTrue();
        assertThat(read(Headers.SUBSCRIPTION_STATE, "waiting").state()).isEqualTo("waiting");
        refuses(Headers.SUBSCRIPTION_STATE, "", ";expires=1", "active;expires=x", "active;retry-after", "active x");
    }
}
