package io.sidetone.sip.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The answers that one resolution has got, and the questions that it still has.
///
/// An answer stays as it came, even if its life ends meanwhile, and its records are put in order once: so a
/// resolution that is gone through again goes the same way. Used by one thread at a time.
final class Session {

    private final Dns dns;
    private final RecordOrder order;
    private final int maxQuestions;
    private final Map<Question, Answer> answers = new HashMap<>();
    private final Map<Question, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
    private boolean exhausted;

    Session(Dns dns, RecordOrder order, int maxQuestions) {
        this.dns = dns;
        this.order = order;
        this.maxQuestions = maxQuestions;
    }

    /// What the DNS says, through all aliases; null if it has to be asked first.
    @Nullable
    Answer answer(Question question) {
        Question next = question;
        for (int i = 0; i <= AnswerReader.MAX_ALIASES; i++) {
            Answer answer = direct(next);
            if (!(answer instanceof Answer.Alias alias)) {
                return answer;
            }
            next = new Question(alias.target(), question.type());
        }
        return new Answer.Failed("more than " + AnswerReader.MAX_ALIASES + " aliases in a row");
    }

    private @Nullable Answer direct(Question question) {
        Answer answer = answers.get(question);
        if (answer != null || asked.containsKey(question)) {
            return answer;
        }
        if (answers.size() + asked.size() >= maxQuestions) {
            exhausted = true;
            return new Answer.Failed("more than " + maxQuestions + " questions");
        }
        Answer known = dns.known(question);
        if (known == null) {
            asked.put(question, dns.ask(question));
            return null;
        }
        return keep(question, known);
    }

    private Answer keep(Question question, Answer answer) {
        Answer arranged = answer instanceof Answer.Found(var data, long ttl)
                ? new Answer.Found(order.arrange(question, data), ttl)
                : answer;
        answers.put(question, arranged);
        return arranged;
    }

    /// Completes when all that was asked is answered.
    CompletableFuture<Void> await() {
        List<CompletableFuture<Answer>> under = new ArrayList<>(asked.values());
        return CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).thenRun(() -> {
            asked.forEach((question, answer) -> keep(question, answer.join()));
            asked.clear();
        });
    }

    /// Whether questions were left out.
    boolean isExhausted() {
        return exhausted;
    }
}
