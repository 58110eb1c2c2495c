package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.EventPackage;
import io.sidetone.sip.event.EventState;
import io.sidetone.sip.event.Judgement;
import io.sidetone.sip.event.Publication;
import io.sidetone.sip.event.Publications;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.uri.AddressOfRecord;
import io.sidetone.sip.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps what others publish of the events of one package, for any number of resources. Thread-safe.
@Rfc(number = 3903, section = "6")
public final class EventCompositor {

    /// Of how many resources something is kept at most; more get a 500.
    public static final int MAX_RESOURCES = 65_536;

    private enum Wait {
        EXPIRY
    }

    private final UserAgent agent;
    private final EventPackage eventPackage;
    private final CompositorHandler handler;
    private final TransactionLock lock = new TransactionLock();

    /// Guarded by the lock.
    private final Map<AddressOfRecord, Resource> resources = new HashMap<>();

    EventCompositor(UserAgent agent, EventPackage eventPackage, CompositorHandler handler) {
        this.agent = agent;
        this.eventPackage = eventPackage;
        this.handler = handler;
    }

    /// What is published.
    public EventPackage eventPackage() {
        return eventPackage;
    }

    /// A PUBLISH of the package.
    void request(Claim claim) {
        SipRequest publish = claim.request();
        ServerTransaction server =
                claim.begin(Quiet.ONE, lock, agent.layer().settings().timers());
        Refusal refusal = Refusal.of(404, "Not Found");
        if (publish.uri() instanceof SipUri uri) {
            AddressOfRecord name = uri.addressOfRecord();
            refusal = handler.judge(name, publish);
            if (refusal == null) {
                lock.run(() -> publish(name, publish, server));
                return;
            }
        }
        respond(server, refusal, publish);
    }

    private void respond(ServerTransaction server, Refusal refusal, SipRequest publish) {
        respond(server, refusal.answer(publish), publish);
    }

    private void respond(ServerTransaction server, SipResponse.Builder started, SipRequest publish) {
        server.respond(agent.sign(agent.layer().tagged(started, publish)).build());
    }

    @Rfc(number = 3903, section = "6")
    private void publish(AddressOfRecord name, SipRequest publish, ServerTransaction server) {
        Resource known = resources.get(name);
        if (known == null && resources.size() >= MAX_RESOURCES) {
            respond(server, new Refusal(500, "Too Many Resources", HeaderName.RETRY_AFTER, "60"), publish);
            return;
        }
        Resource resource = known == null ? new Resource(name) : known;
        switch (resource.publications.receive(publish, resource)) {
            case Judgement.Refused<Publications.Receipt>(Refusal why) -> respond(server, why, publish);
            case Judgement.Accepted<Publications.Receipt>(Publications.Receipt receipt) ->
                respond(server, receipt.answer(publish), publish);
        }
    }

    /// What is published of one resource. Confined to the lock.
    private final class Resource implements Publication.Effects {

        private final AddressOfRecord name;
        private final Publications publications = new Publications(
                eventPackage, Publications.Limits.DEFAULT, agent.layer().random());
        private final Map<Publication, Timers<Wait>> timers = new HashMap<>();

        Resource(AddressOfRecord name) {
            this.name = name;
        }

        @Override
        public void start(Publication publication, Duration after) {
            timers.computeIfAbsent(publication, _ -> new Timers<>(Wait.class, agent.layer(), lock, null))
                    .start(Wait.EXPIRY, after, () -> publications.expired(publication, this));
        }

        @Override
        public void stop(Publication publication) {
            Timers<Wait> timer = timers.remove(publication);
            if (timer != null) {
                timer.stopAll();
            }
        }

        @Override
        public void changed(Publication publication) {
            if (publication.state() == Publication.State.ENDED) {
                timers.remove(publication);
            }
            List<Body> states = new ArrayList<>();
            for (Publication one : publications.all()) {
                EventState state = one.eventState();
                if (state != null) {
                    states.add(new Body(state.contentType(), state.octets()));
                }
            }
            if (states.isEmpty()) {
                resources.remove(name);
            } else {
                resources.put(name, this);
            }
            lock.later(() -> handler.changed(name, List.copyOf(states)));
        }
    }
}
