package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Version;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.ua.RefusedException;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.uri.Uri;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sip ping`: asks somebody what he can do, and tells how long the answer took.
@Command(
        name = "ping",
        description = "Sends OPTIONS and tells what is answered, and how fast.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all were answered", "1:one was not, or there is no way", "2:bad usage"})
final class PingCommand implements Callable<Integer> {

    private final Stop stop;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "URI", description = "Whom to ask, such as sip:example.org.")
    private String target = "";

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many to send (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "S",
            defaultValue = "1",
            description = "Seconds from one to the next (default: ${DEFAULT-VALUE}).")
    private double interval;

    @Option(names = "--ok", description = "Only a 2xx counts as an answer.")
    private boolean ok;

    private final LongSummaryStatistics times = new LongSummaryStatistics();
    private int sent;

    PingCommand(Stop stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws CommandException {
        if (count < 1) {
            throw CommandException.usage("--count needs a number from 1 on, not " + count + ".");
        }
        Consumer<SipRequest.Builder> headers = options.headers();
        Duration pause = CommonOptions.seconds("--interval", interval);
        Uri uri = CommonOptions.uri(target);
        Report report = options.report();
        report.put("command", "ping");
        report.put("target", uri.toString());
        try (Phone phone = Phone.open(options, options.identity(uri), UserAgentHandler.NONE)) {
            try {
                phone.way(uri);
            } catch (CommandException e) {
                throw e.exitCode() == Outcome.NO_WAY ? CommandException.failed(e.sentence()) : e;
            }
            while (sent < count && !stop.isWanted()) {
                long start = phone.journal().now();
                ping(phone, uri, headers, report);
                if (sent < count) {
                    stop.pause(pause.minusNanos(phone.journal().now() - start));
                }
            }
        }
        return summary(uri, report);
    }

    private void ping(Phone phone, Uri uri, Consumer<SipRequest.Builder> headers, Report report) {
        SipRequest.Builder draft = phone.agent().request(Method.OPTIONS, uri).append(Headers.ACCEPT, MediaType.SDP);
        headers.accept(draft);
        SipRequest request = draft.build();
        sent++;
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        SipResponse response;
        RefusedException refused = null;
        try {
            response = phone.agent().exchange(request, phone.timeout());
        } catch (RefusedException e) {
            response = e.response();
            refused = e;
        }
        Journal.Exchange exchange = phone.journal().last(String.valueOf(request.callId()), Method.OPTIONS);
        facts.put("peer", exchange == null ? null : Journal.name(exchange.flow()));
        if (response != null && exchange != null) {
            BigDecimal millis = Report.millis(exchange.roundTrip());
            if (!ok || response.isSuccess()) {
                times.accept(exchange.roundTrip());
            }
            facts.put("status", (long) response.statusCode());
            facts.put("phrase", response.phrase());
            facts.put("ms", millis);
            facts.put("headers", Report.headers(response));
            report.say(response.statusCode() + " " + response.phrase() + " from " + Journal.name(exchange.flow())
                    + " in " + millis + " ms");
        } else if (refused != null) {
            String why = Outcome.words(refused, exchange != null && exchange.isHeardOf(), phone.withPassword());
            facts.put("status", null);
            facts.put("phrase", why);
            report.say((exchange == null ? uri.toString() : Journal.name(exchange.flow())) + ": " + why);
        }
        report.add("answers", facts);
    }

    private int summary(Uri uri, Report report) {
        long answered = times.getCount();
        long loss = Math.round(100.0 * (sent - answered) / Math.max(1, sent));
        report.say("--- " + uri + ": " + sent + " sent, " + answered + " answered, " + loss + " % lost");
        report.put("sent", (long) sent);
        report.put("answered", answered);
        report.put("lossPercent", loss);
        if (answered > 0) {
            BigDecimal min = Report.millis(times.getMin());
            BigDecimal average = Report.millis(Math.round(times.getAverage()));
            BigDecimal max = Report.millis(times.getMax());
            report.say("round trip min/avg/max " + min + "/" + average + "/" + max + " ms");
            report.put("minMs", min);
            report.put("avgMs", average);
            report.put("maxMs", max);
        }
        int code = answered == sent && sent > 0 ? ExitCode.DONE : ExitCode.FAILED;
        report.finish(code);
        return code;
    }
}
