package io.sidetone.sip.resolve;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.resolve.RecordData.Address;
import io.sidetone.sip.resolve.RecordData.Server;
import io.sidetone.sip.resolve.RecordData.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Takes octets as what a server of the DNS has sent: to the question that they name, and to others.
class DnsFuzzTest {

    private static final Name OTHER = Name.fromConstantString("other.example.");

    private final AllocationBound bound = new AllocationBound(1_000);

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(DnsFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        int id = input.length < 2 ? 0 : ((input[0] & 0xFF) << 8) | (input[1] & 0xFF);
        Message wrongName = DnsExchange.query(new Question(OTHER, Type.SRV), id);
        Question named = question(input);
        if (named == null || !named.name().equals(OTHER)) {
            Invariant.holds(DnsExchange.readAnswer(wrongName, input) == null, "answers what was asked", named);
        }
        if (named == null) {
            return;
        }
        Message wrongId = DnsExchange.query(named, id ^ 1);
        Invariant.holds(DnsExchange.readAnswer(wrongId, input) == null, "has the number of the question", named);
        Message message = DnsExchange.readAnswer(DnsExchange.query(named, id), input);
        if (message != null) {
            check(AnswerReader.read(named, message), named);
        }
    }

    private static @Nullable Question question(byte[] input) {
        try {
            Record asked = new Message(input).getQuestion();
            return asked == null ? null : new Question(asked.getName(), asked.getType());
        } catch (IOException | RuntimeException _) {
            return null;
        }
    }

    private static void check(Answer answer, Question question) {
        Invariant.holds(
                answer.ttl() >= 0 && answer.ttl() <= Integer.MAX_VALUE, "lives for a time that there is", answer);
        if (!(answer instanceof Answer.Found found)) {
            return;
        }
        Invariant.holds(found.data().size() <= AnswerReader.MAX_RECORDS, "keeps to the limit", found.data());
        List<Server> servers = new ArrayList<>();
        for (RecordData data : found.data()) {
            boolean asked = switch (data) {
                case Address(var address) ->
                    AddressFamily.of(address).recordType() == question.type() || question.type() == Type.AAAA;
                case Service _ -> question.type() == Type.NAPTR;
                case Server server -> {
                    servers.add(server);
                    yield question.type() == Type.SRV;
                }
            };
            Invariant.holds(asked, "is of the type that was asked for", data);
        }
        List<Server> arranged = ServerOrder.arrange(servers, new Random(1));
        Invariant.holds(arranged.size() == servers.size(), "keeps each server", arranged);
    }
}
