package io.sidetone.dist.prove;

import io.sidetone.dist.child.RunningServer;
import io.sidetone.dist.command.CommandException;
import io.sidetone.sip.SipElement;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.ua.RefusedException;
import io.sidetone.sip.ua.UserAgent;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.ua.UserAgentSettings;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Users of a server who register and remove contacts, many at once and each in order. Thread-safe.
final class Registrations implements AutoCloseable {

    /// Requests of one user.
    static final int EACH = 10;

    /// The last of so many requests of a user removes what the one before it has added.
    private static final int REMOVAL = 4;

    /// Users who wait for an answer at a time.
    private static final int AT_ONCE = 64;

    private static final long HOUR = 3600;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Somebody who registers.
    private record User(String name, UserAgent agent) {

        private SipUri contact(int number) {
            return TrialSetup.address(name + "-" + number, -1);
        }

        /// A REGISTER that changes nothing.
        private SipRequest.Builder ask(SipUri server) {
            return agent.request(Method.REGISTER, server)
                    .set(Headers.TO, agent.settings().identity());
        }

        private SipRequest change(SipUri server, SipUri contact, boolean removes) {
            return ask(server)
                    .append(Headers.CONTACT, NameAddress.of(contact))
                    .set(Headers.EXPIRES, removes ? 0 : HOUR)
                    .build();
        }
    }

    private final SipElement element;
    private final List<User> users = new ArrayList<>();
    private final Contacts contacts = new Contacts();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    /// Completes when no answer can come any more.
    private final CompletableFuture<SipResponse> over = new CompletableFuture<>();

    /// @param names of users that the server knows
    Registrations(List<String> names) throws IOException {
        element = SipElement.builder()
                .listen("udp:" + RunningServer.HOST + ":0")
                // Only sends: nobody has anything to ask of it.
                .start(_ -> claim ->
                        claim.reply(claim.answer(480, "Temporarily Unavailable").build()));
        for (String name : names) {
            UserAgent agent = new UserAgent(
                    element.layer(),
                    UserAgentSettings.of(NameAddress.of(TrialSetup.address(name, -1))),
                    UserAgentHandler.NONE);
            agent.credentials().putForAll(name, DigestSecret.ofPassword(TrialSetup.password(name)));
            users.add(new User(name, agent));
        }
    }

    /// What was asked for and answered.
    Contacts contacts() {
        return contacts;
    }

    /// What was answered otherwise than with 200.
    List<String> refused() {
        return List.copyOf(refused);
    }

    /// No answer can come any more: nobody waits for one from now on, or asks for anything.
    void over() {
        over.cancel(false);
    }

    /// Has all users register and remove contacts, until all have done so or it is over.
    ///
    /// @param port of the server
    /// @param answered called for each request that was answered with 200
    void run(int port, Runnable answered) throws CommandException, InterruptedException {
        SipUri server = TrialSetup.address(null, port);
        share(users -> {
            for (int i = 0; i < EACH; i++) {
                for (User user : users) {
                    change(user, i, server, answered);
                }
            }
        });
    }

    private void change(User user, int number, SipUri server, Runnable answered) throws InterruptedException {
        if (over.isDone()) {
            return;
        }
        boolean removes = number % REMOVAL == REMOVAL - 1;
        SipUri contact = user.contact(removes ? number - 1 : number);
        contacts.asked(contact.toString(), removes);
        CompletableFuture<SipResponse> answer = user.agent.send(user.change(server, contact, removes), null);
        try {
            var _ = CompletableFuture.anyOf(answer, over).get();
            contacts.answered(contact.toString(), removes);
            answered.run();
        } catch (ExecutionException e) {
            if (!over.isDone()) {
                refused.add(contact + ": " + e.getCause().getMessage());
            }
        }
    }

    /// All contacts that the server knows.
    ///
    /// @throws CommandException if it does not answer each user with a 200
    List<String> ask(int port) throws CommandException, InterruptedException {
        SipUri server = TrialSetup.address(null, port);
        Queue<String> found = new ConcurrentLinkedQueue<>();
        share(users -> {
            for (User user : users) {
                SipResponse answer = user.agent.exchange(user.ask(server).build(), PATIENCE);
                for (Contact contact : answer.all(Headers.CONTACT)) {
                    NameAddress address = contact.address();
                    found.add(
                            address == null ? contact.toString() : address.uri().toString());
                }
            }
        });
        return List.copyOf(found);
    }

    /// What is done with some of the users, by one thread.
    @FunctionalInterface
    private interface Task {
        void run(List<User> users) throws InterruptedException, RefusedException;
    }

    private void share(Task task) throws CommandException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int first = 0; first < Math.min(AT_ONCE, users.size()); first++) {
                List<User> some = new ArrayList<>();
                for (int i = first; i < users.size(); i += AT_ONCE) {
                    some.add(users.get(i));
                }
                all.add(threads.submit(() -> {
                    task.run(some);
                    return true;
                }));
            }
            for (Future<?> each : all) {
                var _ = each.get();
            }
        } catch (ExecutionException e) {
            throw CommandException.failed("the server does not answer: " + e.getCause());
        }
    }

    @Override
    public void close() {
        element.close();
    }
}
