package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.anyUri;
import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.proxy.Disposition.Order;
import io.sidetone.sip.resolve.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.5")
class TargetSetTest {

    private final TargetSet targets = new TargetSet(TargetSet.DEFAULT_LIMIT);

    private static Target target(String name, int q) {
        return Target.of(anyUri("sip:" + name), q);
    }

    private String next(Disposition disposition) {
        return names(targets.next(disposition));
    }

    private static String names(List<Target> targets) {
        return String.join(
                " ",
                targets.stream().map(target -> target.uri().text().substring(4)).toList());
    }

    private void fill() {
        targets.add(target("c", 500));
        targets.add(target("a", 1000));
        targets.add(target("e", 0));
        targets.add(target("d", 500));
        targets.add(target("b", 1000));
    }

    private static Disposition wanted(String directives) {
        return Disposition.DEFAULT.of(invite("sip:b", "Request-Disposition: " + directives));
    }

    @Test
    void groupsOfEqualPreferenceAreTriedInFallingOrder() {
        fill();

        assertThat(names(targets.waiting())).isEqualTo("a b c d e");
        assertThat(next(Disposition.DEFAULT)).isEqualTo("a b");
        assertThat(next(Disposition.DEFAULT)).isEqualTo("c d");
        assertThat(targets.isEmpty()).isFalse();
        assertThat(next(Disposition.DEFAULT)).isEqualTo("e");
        assertThat(targets.isEmpty()).isTrue();
        assertThat(next(Disposition.DEFAULT)).isEmpty();
    }

    @Test
    void whatIsThereOrWasTriedIsNotAddedAgain() {
        assertThat(targets.add(Target.of(uri("sip:bob@B.example;a=1")))).isTrue();
        assertThat(targets.add(Target.of(uri("sip:bob@b.example;c=2"), 300))).isFalse();
        next(Disposition.DEFAULT);
        assertThat(targets.add(Target.of(uri("sip:bob@b.example")))).isFalse();
        assertThat(targets.add(Target.of(uri("sips:bob@b.example")))).isTrue();
    }

    @Test
    @Rfc(number = 5626, section = "5.3")
    void theSameUriByAnotherWayIsAnotherTarget() {
        NameAddress edge = NameAddress.of(uri("sip:edge.example;lr"));
        Target plain = Target.of(uri("sip:bob@b.example"));
        Target byPath = new Target(plain.uri(), 1000, List.of(edge), null, null);
        Target byFlow = new Target(
                plain.uri(),
                1000,
                List.of(),
                FakeFlow.listener(Transport.UDP, "192.0.2.1:5060").flow(),
                null);
        Target bySource = new Target(plain.uri(), 1000, List.of(), null, uri("sip:198.51.100.1:1024"));

        for (Target target : List.of(plain, byPath, byFlow, bySource)) {
            assertThat(targets.add(target)).isTrue();
            assertThat(targets.add(target)).isFalse();
        }
    }

    @Test
    void whatIsAddedLaterTakesItsPlaceAmongThoseThatWait() {
        fill();
        next(Disposition.DEFAULT);
        targets.add(target("late", 700));

        assertThat(next(Disposition.DEFAULT)).isEqualTo("late");
        assertThat(next(Disposition.DEFAULT)).isEqualTo("c d");
    }

    @Test
    void thereIsALimit() {
        TargetSet two = new TargetSet(2);

        assertThat(two.add(target("a", 1))).isTrue();
        assertThat(two.add(target("b", 1))).isTrue();
        assertThat(two.add(target("c", 1))).isFalse();
        assertThatThrownBy(() -> target("a", 1001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyOrderOfAddingGivesFallingPreference() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            TargetSet set = new TargetSet(TargetSet.DEFAULT_LIMIT);
            int count = random.nextInt(20);
            for (int i = 0; i < count; i++) {
                set.add(target("t" + i, 100 * random.nextInt(5)));
            }
            List<Target> tried = new ArrayList<>();
            int last = 1001;
            for (List<Target> group = set.next(Disposition.DEFAULT);
                    !group.isEmpty();
                    group = set.next(Disposition.DEFAULT)) {
                int q = group.getFirst().q();
                assertThat(q).isLessThan(last);
                assertThat(group).allMatch(target -> target.q() == q);
                last = q;
                tried.addAll(group);
            }
            assertThat(tried).hasSize(count).doesNotHaveDuplicates();
        }
    }

    @Test
    @Rfc(number = 3841, section = "7.1")
    void theCallerMayWantThemAllAtOnce() {
        fill();

        assertThat(next(wanted("parallel"))).isEqualTo("a b c d e");
    }

    @Test
    @Rfc(number = 3841, section = "7.1")
    void theCallerMayWantThemOneAfterTheOther() {
        fill();

        assertThat(next(wanted("sequential"))).isEqualTo("a");
        assertThat(next(wanted("sequential"))).isEqualTo("b");
    }

    @Test
    @Rfc(number = 3841, section = "7.1")
    void theCallerMayWantOneOnly() {
        fill();

        assertThat(next(wanted("no-fork, parallel"))).isEqualTo("a");
        assertThat(next(wanted("no-fork"))).isEmpty();
        assertThat(targets.isEmpty()).isFalse();
    }

    @Test
    @Rfc(number = 3841, section = "9.1")
    void whatTheCallerWantsIsReadAsSettings() {
        assertThat(Disposition.DEFAULT.of(invite("sip:b"))).isSameAs(Disposition.DEFAULT);
        assertThat(wanted("nonsense")).isEqualTo(Disposition.DEFAULT);
        assertThat(wanted("redirect, no-cancel, no-fork, recurse, parallel, queue"))
                .isEqualTo(new Disposition(true, false, false, true, Order.PARALLEL, true));
        assertThat(wanted("redirect, no-cancel, no-fork, recurse, queue, sequential")
                        .of(invite("sip:b", "d: proxy, CANCEL, fork, no-recurse", "d: no-queue")))
                .isEqualTo(new Disposition(false, true, true, false, Order.SEQUENTIAL, false));
    }
}
