package io.sidetone.dist.sip;

import io.sidetone.dist.command.ExitCode;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.ua.RefusedException;
import java.util.function.Consumer;

/// Sends one request, waits, and tells what came of it. Confined to the thread of the command.
final class SingleRequest {

    private final Phone phone;
    private final Report report;

    SingleRequest(Phone phone, Report report) {
        this.phone = phone;
        this.report = report;
    }

    /// Sends it.
    ///
    /// @param granted is told the 2xx, before all is told
    /// @return the exit code
    int send(SipRequest request, Consumer<SipResponse> granted) {
        try {
            SipResponse response = phone.agent().exchange(request, phone.timeout());
            say(request, response);
            granted.accept(response);
            report.finish(ExitCode.DONE);
            return ExitCode.DONE;
        } catch (RefusedException e) {
            return refused(request, e);
        }
    }

    /// Tells why it was not granted.
    ///
    /// @return the exit code
    int refused(SipRequest request, RefusedException refused) {
        Journal.Exchange exchange = phone.journal().last(String.valueOf(request.callId()), request.method());
        boolean heardOf = exchange != null && exchange.isHeardOf();
        SipResponse response = refused.response();
        int code = Outcome.of(refused, heardOf);
        if (response != null) {
            say(request, response);
        }
        String why = Outcome.words(refused, heardOf, phone.withPassword());
        report.put("problem", why);
        report.say("failed: " + why);
        report.finish(code);
        return code;
    }

    private void say(SipRequest request, SipResponse response) {
        Journal.Exchange exchange = phone.journal().last(String.valueOf(request.callId()), request.method());
        report.put(response);
        if (exchange != null) {
            report.put("peer", Journal.name(exchange.flow()));
            report.put("ms", Report.millis(exchange.roundTrip()));
            report.say(response.statusCode() + " " + response.phrase() + " from " + Journal.name(exchange.flow())
                    + " in " + Report.millis(exchange.roundTrip()) + " ms");
        }
    }
}
