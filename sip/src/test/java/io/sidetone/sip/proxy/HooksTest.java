package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who looks at branches, responses and failures, and has a hand in them.
@Rfc(number = 3261, section = "16.6")
class HooksTest {

    /// A user that does what the test says.
    private static final class Hooks implements ProxyUser {

        private BiFunction<Branch, ForwardedRequest, @Nullable ForwardedRequest> branch = (_, request) -> request;
        private BiFunction<Branch, SipResponse, @Nullable SipResponse> response = (_, response) -> response;
        private BiFunction<ProxyContext, Integer, Boolean> failure = (_, _) -> true;
        private @Nullable BiConsumer<ProxyContext, Integer> failed;
        private final List<Integer> failures = new ArrayList<>();
        private int ended;

        @Override
        public @Nullable ForwardedRequest branch(Branch of, ForwardedRequest request) {
            assertThat(of.context().server().lock().isHeld()).isFalse();
            return branch.apply(of, request);
        }

        @Override
        public @Nullable SipResponse response(Branch of, SipResponse came) {
            assertThat(of.context().server().lock().isHeld()).isFalse();
            return response.apply(of, came);
        }

        /// What is sent from now on. Who keeps it keeps its octets.
        List<SipRequest> keepSent() {
            List<SipRequest> sent = new ArrayList<>();
            branch = (_, request) -> {
                sent.add(request.request());
                return request;
            };
            return sent;
        }

        @Override
        public boolean hearsOfFailedBranches() {
            return failed != null;
        }

        @Override
        public void failed(ProxyContext context, Branch of, int status) {
            assertThat(context.server().lock().isHeld()).isFalse();
            Objects.requireNonNull(failed).accept(context, status);
        }

        @Override
        public void failure(ProxyContext context, int status) {
            assertThat(context.server().lock().isHeld()).isFalse();
            failures.add(status);
            if (failure.apply(context, status)) {
                context.respondBest();
            }
        }

        @Override
        public void ended(ProxyContext context) {
            ended++;
        }
    }

    private final Hooks hooks = new Hooks();
    private final ProxyStand stand = ProxyStand.simulated(ProxySettings.DEFAULT, hooks);

    @AfterEach
    void close() {
        stand.close();
    }

    private void assertOver(Integer... status) {
        stand.assertEmpty();
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(status);
        assertThat(hooks.ended).isEqualTo(1);
    }

    private static ForwardedRequest marked(Branch branch, ForwardedRequest request) {
        SipRequest edited = request.request()
                .edit()
                .append("X-Branch", "b" + branch.index())
                .build();
        return new ForwardedRequest(edited, request.nextHop(), request.flow(), request.outlet());
    }

    @Test
    void eachBranchIsEditedByItself() {
        hooks.branch = HooksTest::marked;
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        SipRequest toCarol = carol.expectRequest("INVITE");
        assertThat(String.valueOf(toBob.field("X-Branch"))).contains("b0").doesNotContain("b1");
        assertThat(String.valueOf(toCarol.field("X-Branch"))).contains("b1").doesNotContain("b0");
        bob.answer(toBob, 486, "Busy Here");
        carol.answer(toCarol, 486, "Busy Here");
        stand.expectFailure(486);
        assertOver(486);
    }

    @Test
    void aDroppedBranchHasNeverBeen() {
        hooks.branch = (branch, request) -> branch.index() == 0 ? null : request;
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite();
        carol.answer(carol.expectRequest("INVITE"), 404, "Not Found");
        stand.expectFailure(404);
        assertThat(bob.received()).isEmpty();
        assertOver(404);
        assertThat(hooks.failures).containsExactly(404);
    }

    @Test
    void withAllBranchesDroppedNobodyIsThere() {
        hooks.branch = (_, _) -> null;
        stand.callee();
        stand.callee();
        stand.invite();
        stand.expectFailure(480);
        assertOver(480);
        assertThat(hooks.failures).isEmpty();
    }

    @Test
    void provisionalResponsesCanBeDroppedAndEdited() {
        hooks.response = (_, response) -> switch (response.statusCode()) {
            case 180 -> null;
            case 183 -> response.edit().status(182, "Queued").build();
            default -> response;
        };
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        bob.answer(invite, 183, "Session Progress");
        stand.alice.expectResponse(182);
        assertThat(stand.alice.received()).hasSize(1);
        stand.cancel();
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        stand.expectFailure(487);
        assertOver(487);
    }

    @Test
    void finalResponsesCanBeEditedButKeepTheirKind() {
        hooks.response = (_, response) -> switch (response.statusCode()) {
            case 486 -> response.edit().status(600, "Busy Everywhere").build();
            case 404 -> response.edit().status(200, "OK").build();
            case 405 -> response.edit().status(180, "Ringing").build();
            case 180 -> response.edit().status(200, "OK").build();
            default -> null;
        };
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        ScriptedPeer dave = stand.callee();
        ScriptedPeer eve = stand.callee();
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        bob.answer(toBob, 180, "Ringing");
        stand.alice.expectResponse(180);
        carol.answer(carol.expectRequest("INVITE"), 404, "Not Found");
        dave.answer(dave.expectRequest("INVITE"), 405, "Method Not Allowed");
        eve.answer(eve.expectRequest("INVITE"), 410, "Gone");
        bob.answer(toBob, 486, "Busy Here");
        stand.expectFailure(600);
        assertOver(600);
    }

    @Test
    void afterAFailureItGoesElsewhere() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.peer(Transport.UDP);
        Target voicemail = Target.of(Messages.uri(ProxyStand.uri(carol, Transport.UDP)));
        hooks.failure = (context, status) -> {
            if (status == 486) {
                context.forward(List.of(voicemail));
            }
            return status != 486;
        };
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        SipRequest invite = carol.expectRequest("INVITE");
        carol.answer(invite, 200, "OK");
        stand.alice.expectResponse(200);
        assertOver(200);
        assertThat(hooks.failures).containsExactly(486);
    }

    @Test
    void inPlaceOfOneBranchAnotherIsAskedWhileTheRestRings() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        ScriptedPeer dave = stand.peer(Transport.UDP);
        Target other = Target.of(Messages.uri(ProxyStand.uri(dave, Transport.UDP)));
        List<SipRequest> sent = hooks.keepSent();
        List<Integer> told = new ArrayList<>();
        hooks.failed = (context, status) -> {
            told.add(status);
            if (status != 404) {
                assertThat(context.inject(sent.getFirst(), List.of(other))).isTrue();
            }
        };
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        SipRequest toCarol = carol.expectRequest("INVITE");
        carol.answer(toCarol, 404, "Not Found");
        bob.answer(toBob, 486, "Busy Here");
        dave.answer(dave.expectRequest("INVITE"), 404, "Not Found");
        stand.expectFailure(404);
        sent.clear();
        assertOver(404);
        assertThat(told).containsExactly(404, 486, 404);
        assertThat(hooks.failures).containsExactly(404);
    }

    /// RFC 3261 section 16.7 item 5: nobody else is asked then.
    @Test
    void ofABranchThatDeclinesForAllTheUserHearsToo() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        List<SipRequest> sent = hooks.keepSent();
        List<Integer> told = new ArrayList<>();
        hooks.failed = (context, status) -> {
            told.add(status);
            if (status == 603) {
                assertThat(context.inject(
                                sent.getFirst(), List.of(Target.of(Messages.uri(ProxyStand.uri(bob, Transport.UDP))))))
                        .isFalse();
            }
        };
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        SipRequest toCarol = carol.expectRequest("INVITE");
        carol.answer(toCarol, 180, "Ringing");
        stand.alice.expectResponse(180);
        bob.answer(toBob, 603, "Decline");
        carol.answer(carol.expectRequest("CANCEL"), 200, "OK");
        carol.answer(toCarol, 487, "Request Terminated");
        stand.expectFailure(603);
        sent.clear();
        assertOver(603);
        assertThat(told).containsExactly(603, 487);
    }

    @Test
    void whoFailsToHearOfABranchLeavesNothingBehind() {
        ScriptedPeer bob = stand.callee();
        hooks.failed = (_, _) -> {
            throw new IllegalStateException("the user has failed");
        };
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        stand.expectFailure(500);
        assertOver(500);
    }

    @Test
    void aFailureIsAnsweredInOtherWords() {
        ScriptedPeer bob = stand.callee();
        hooks.failure = (context, _) -> {
            context.respond(stand.layer
                    .answer(
                            (SipRequest) Messages.parse(ProxyStand.request("INVITE", ProxyStand.BRANCH)
                                            .replace("{transport}", "UDP")
                                            .replace(
                                                    "{local}",
                                                    "127.0.0.1:"
                                                            + stand.alice
                                                                    .address()
                                                                    .getPort())
                                            .replace("\n", "\r\n")
                                    + "\r\n"),
                            404,
                            "Not Found")
                    .build());
            return false;
        };
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        stand.expectFailure(404);
        assertOver(404);
    }

    @Test
    void whoTriesTheSameForEverIsStopped() {
        ScriptedPeer bob = stand.callee();
        hooks.failure = (context, _) -> {
            context.forward(stand.targets);
            return false;
        };
        stand.invite();
        for (int i = 0; i < TargetSet.DEFAULT_LIMIT; i++) {
            bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
            bob.expectRequest("ACK");
        }
        stand.expectFailure(486);
        assertOver(486);
        assertThat(hooks.failures).hasSize(TargetSet.DEFAULT_LIMIT);
    }

    @Test
    void whoForwardsToNobodyHasForwarded() {
        ScriptedPeer bob = stand.callee();
        hooks.failure = (context, _) -> {
            context.forward(List.of());
            return false;
        };
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        stand.expectFailure(486);
        assertOver(486);
    }

    private static IllegalStateException fault() {
        return new IllegalStateException("A fault of the test's");
    }

    @Test
    void aFaultInABranchIsA500AndTheOthersAreCancelled() {
        hooks.branch = (branch, request) -> {
            if (branch.index() == 1) {
                throw fault();
            }
            return request;
        };
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        ScriptedPeer dave = stand.callee();
        stand.invite();
        stand.expectFailure(500);
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        bob.expectRequest("ACK");
        assertOver(500);
        assertThat(carol.received()).isEmpty();
        assertThat(dave.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {180, 486, 302, 603})
    void aFaultInAResponseIsA500AndTheOthersAreCancelled(int status) {
        hooks.response = (branch, response) -> {
            if (branch.index() == 0) {
                throw fault();
            }
            return response;
        };
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite();
        SipRequest toCarol = carol.expectRequest("INVITE");
        carol.answer(toCarol, 180, "Ringing");
        stand.alice.expectResponse(180);
        SipRequest toBob = bob.expectRequest("INVITE");
        bob.answer(toBob, status, "Whatever");
        stand.expectFailure(500);
        carol.answer(carol.expectRequest("CANCEL"), 200, "OK");
        carol.answer(toCarol, 487, "Request Terminated");
        if (status == 180) {
            bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
            bob.answer(toBob, 487, "Request Terminated");
        }
        assertOver(500);
    }

    @Test
    void aFaultDoesNotKeepAnAnswerFromItsCaller() {
        hooks.response = (_, _) -> {
            throw fault();
        };
        ScriptedPeer bob = stand.callee();
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 200, "OK");
        stand.alice.expectResponse(200);
        assertOver(200);
    }

    @Test
    void aFaultAfterAFailureIsA500() {
        hooks.failure = (_, _) -> {
            throw fault();
        };
        ScriptedPeer bob = stand.callee();
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        stand.expectFailure(500);
        assertOver(500);
    }

    @Test
    @Rfc(number = 3261, section = "16.7")
    void anAnswerThatCrossesOurOwnRefusalGoesBackAllTheSame() {
        hooks.response = (_, response) -> {
            if (response.isProvisional()) {
                throw fault();
            }
            return response;
        };
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        stand.expectFailure(500);
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 200, "OK");
        SipResponse answer = stand.alice.expectResponse(200);
        assertThat(ProxyStand.branch(answer)).isEqualTo(ProxyStand.BRANCH);
        assertThat(ProxyStand.values(answer, HeaderName.VIA)).doesNotContain(",");
        assertOver(500, 200);
    }
}
