package io.sidetone.sip.resolve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Message;

/// Asks the servers one after the other, and all of them again, until one answers. Thread-safe; blocks.
final class DnsServers {

    private final List<InetSocketAddress> servers;
    private final int attempts;
    private final DnsExchange exchange;

    /// The one that answered last: a dead one costs its time-out once, not once a question.
    private volatile int first;

    DnsServers(List<InetSocketAddress> servers, int attempts, DnsExchange exchange) {
        this.servers = servers;
        this.attempts = attempts;
        this.exchange = exchange;
    }

    Answer ask(Question question) {
        int start = first;
        String why = "";
        for (int i = 0; i < attempts * servers.size(); i++) {
            int index = (start + i) % servers.size();
            InetSocketAddress server = servers.get(index);
            try {
                Message message = exchange.ask(question, server);
                Answer answer = AnswerReader.read(question, message);
                if (!(answer instanceof Answer.Failed failed)) {
                    first = index;
                    return answer;
                }
                why = server + ": " + failed.why();
            } catch (IOException e) {
                why = server + ": " + e.getMessage();
            }
        }
        return new Answer.Failed(question + " asked in vain, last " + why);
    }
}
