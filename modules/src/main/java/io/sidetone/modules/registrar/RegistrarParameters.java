package io.sidetone.modules.registrar;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationService;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `modparam` can set of the module, and what becomes of it. Thread-safe.
final class RegistrarParameters {

    private final ModuleParameter<Long> defaultExpires;
    private final ModuleParameter<Long> minExpires;
    private final ModuleParameter<Long> minExpiresMode;
    private final ModuleParameter<Long> maxExpires;
    private final ModuleParameter<Long> deviation;
    private final ModuleParameter<Long> defaultQ;
    private final ModuleParameter<Long> maxContacts;
    private final ModuleParameter<Boolean> duplicateCseq;
    private final ModuleParameter<Boolean> outbound;
    private final ModuleParameter<Long> flowTimer;
    private final ModuleParameter<Boolean> caseSensitive;
    private final ModuleParameter<String> realmPrefix;
    private final ModuleParameter<Long> maxUser;
    private final ModuleParameter<Long> maxDomain;
    private final ModuleParameter<Long> maxAddress;
    private final ModuleParameter<Long> maxContact;
    private final ModuleParameter<Long> retryAfter;
    private final ModuleParameter<String> receivedAvp;
    private final ModuleParameter<String> receivedParam;
    private final ModuleParameter<String> attrAvp;
    private final ModuleParameter<String> socketHeader;
    private final ModuleParameter<String> gruuSecret;
    private final ModuleParameter<Boolean> disableGruu;
    private final ModuleParameter<Boolean> enableGruu;
    private final ModuleParameter<Boolean> pushEnabled;
    private final ModuleParameter<String> pushProviders;
    private final ModuleParameter<String> pushMatch;
    private final ModuleParameter<List<String>> serviceRoute;
    private final ModuleParameter<String> persistentFlag;

    // LONG: one parameter after the other.
    RegistrarParameters(ModuleBuilder module) {
        defaultExpires = module.integer(
                        "default_expires", 3600, "For how many seconds a contact is bound that does not say.")
                .between(1, Registrar.LONGEST)
                .changeable();
        minExpires = module.integer("min_expires", 60, "The shortest time of a contact, in seconds; 0 for any.")
                .between(0, Registrar.LONGEST)
                .changeable();
        minExpiresMode = module.integer(
                        "min_expires_mode",
                        0,
                        "What happens to shorter times: 0 they are made longer, 1 they get a 423.")
                .between(0, 1)
                .changeable();
        maxExpires = module.integer("max_expires", 0, "The longest time of a contact, in seconds; 0 for a year.")
                .between(0, Registrar.LONGEST)
                .changeable();
        deviation = module.integer(
                        "expires_max_deviation",
                        0,
                        "By how many seconds times are made longer or shorter at random, at most.")
                .between(0, Registrar.LONGEST)
                .changeable();
        defaultQ = module.integer(
                        "default_q",
                        Binding.ABSENT,
                        "How much a contact is preferred that does not say, in thousandths; -1 to leave it open.")
                .between(Binding.ABSENT, 1000)
                .changeable();
        maxContacts = module.integer(
                        "max_contacts", 0, "How many contacts an address may have; 0 for as many as are possible.")
                .between(0, Registrar.MOST_BINDINGS)
                .changeable();
        duplicateCseq = module.flag(
                        "allow_dup_cseq", true, "Whether a REGISTER counts that repeats the CSeq of the one before.")
                .changeable();
        outbound = module.flag("outbound_mode", true, "Whether flows of devices (RFC 5626) are known.")
                .changeable();
        flowTimer = module.integer(
                        "flow_timer",
                        0,
                        "After how many seconds without a sign of life a flow is given up, which devices are told; 0"
                                + " to tell nothing.")
                .between(0, 86_400)
                .changeable();
        caseSensitive = module.flag(
                        "case_sensitive",
                        true,
                        "Whether users differ that differ only in case; in Kamailio's scripts they do not by "
                                + "themselves.")
                .forKamailio(false);
        realmPrefix = module.text("realm_prefix", "", "What is taken away in front of domains.");
        maxUser = module.integer("max_username_len", 64, "How long a user may be.")
                .between(1, 255);
        maxDomain = module.integer("max_domain_len", 64, "How long a domain may be.")
                .between(1, 255);
        maxAddress = module.integer("max_aor_len", 256, "How long an address of record may be.")
                .between(1, 1024);
        maxContact = module.integer("max_contact_len", 255, "How long the URI of a contact may be.")
                .or("contact_max_size")
                .between(1, 4096);
        retryAfter = module.integer(
                        "retry_after", 0, "After how many seconds a refused device may try again; 0 to tell nothing.")
                .between(0, 86_400)
                .changeable();
        receivedAvp = module.text(
                "received_avp", "", "The AVP that holds where a device was seen, as a URI: `$avp(received)`.");
        receivedParam =
                module.text("received_param", "received", "The parameter that shows devices where they were seen.");
        attrAvp = module.text("attr_avp", "", "The AVP whose value is kept with contacts: `$avp(attr)`.");
        socketHeader = module.text(
                "sock_hdr_name",
                "",
                "The header field that names the socket, for the flag `socket-header` of `save()`.");
        gruuSecret = module.text(
                "gruu_secret", "", "What temporary GRUUs are encrypted with; if empty, one is made and kept.");
        disableGruu = module.flag("disable_gruu", true, "Whether devices get no GRUUs.");
        enableGruu =
                module.flag("gruu_enabled", false, "Whether devices get GRUUs, as `disable_gruu` says the contrary.");
        pushEnabled = module.flag("pn_enable", false, "Whether devices are known that wait for push notifications.");
        pushProviders = module.text(
                "pn_providers", "", "Who can send push notifications, with commas between: `apns, fcm, webpush`.");
        pushMatch = module.text(
                "pn_ct_match_params",
                "pn-provider, pn-prid, pn-param",
                "The URI parameters that tell a device with push notifications from all others.");
        serviceRoute = module.texts(
                "service_route",
                "A proxy that devices have to send their requests through: `<sip:proxy.example.org;lr>`.");
        persistentFlag = module.text(
                "tcp_persistent_flag",
                "",
                "The flag of a request whose connection is kept for as long as it registers for, however idle; empty "
                        + "for none.");
        module.ignored("mcontact_avp", Type.STRING, "what a contact was is in the events of usrloc");
    }

    /// The flag of requests whose connection is kept; empty for none.
    String persistentFlag() {
        return persistentFlag.value();
    }

    /// How addresses are made of URIs.
    AddressRules addresses(LocationService location) {
        return new AddressRules(
                location.usesDomain(),
                caseSensitive.value(),
                Text.lower(realmPrefix.value()),
                maxUser.value().intValue(),
                maxDomain.value().intValue(),
                maxAddress.value().intValue());
    }

    /// How requests are decided about.
    RegistrarRules rules(LocationService location) {
        return new RegistrarRules(
                defaultExpires.value(),
                minExpires.value(),
                maxExpires.value(),
                minExpiresMode.value() == 1,
                deviation.value(),
                defaultQ.value().intValue(),
                maxContacts.value().intValue(),
                false,
                location.matchingMode() == 1 ? Matching.BY_URI_AND_CALL_ID : Matching.BY_URI,
                duplicateCseq.value(),
                location.retransmissionSeconds(),
                pushParameters(),
                outbound.value());
    }

    int maxContact() {
        return maxContact.value().intValue();
    }

    long flowTimer() {
        return flowTimer.value();
    }

    long retryAfter() {
        return retryAfter.value();
    }

    long maxExpires() {
        return maxExpires.value();
    }

    long maxContacts() {
        return maxContacts.value();
    }

    long defaultExpires() {
        return defaultExpires.value();
    }

    String receivedParameter() {
        return receivedParam.value();
    }

    String socketHeader() {
        return socketHeader.value();
    }

    String gruuSecret() {
        return gruuSecret.value();
    }

    boolean gruus() {
        return enableGruu.value() || !disableGruu.value();
    }

    /// The extensions that a REGISTER may require.
    List<String> extensions() {
        return Stream.of("path", gruus() ? "gruu" : "path", outbound.value() ? "outbound" : "path")
                .distinct()
                .toList();
    }

    boolean push() {
        return pushEnabled.value();
    }

    List<String> pushProviders() {
        return list(pushProviders.value());
    }

    List<String> pushParameters() {
        return pushEnabled.value() ? list(pushMatch.value()) : List.of();
    }

    @Nullable
    String receivedAvp() {
        return avp(receivedAvp.value());
    }

    @Nullable
    String attrAvp() {
        return avp(attrAvp.value());
    }

    /// The name in `$avp(name)`; null for none.
    static @Nullable String avp(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        boolean written = stripped.startsWith("$avp(") && stripped.endsWith(")");
        return written ? stripped.substring("$avp(".length(), stripped.length() - 1) : stripped;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(Text::lower)
                .toList();
    }

    /// Checks what is written into answers as it is.
    ///
    /// @throws StartException if `received_param` cannot be the name of a parameter
    void check() throws StartException {
        if (!CharClass.TOKEN.containsAll(receivedParameter())) {
            throw new StartException(
                    StartException.Reason.CONFIGURATION,
                    "received_param of the module registrar must be the name of a parameter, not "
                            + receivedParameter());
        }
    }

    /// Where devices have to send their requests through.
    ///
    /// @throws StartException if one of the routes cannot be read
    List<NameAddress> serviceRoute() throws StartException {
        List<NameAddress> routes = new ArrayList<>();
        for (String text : serviceRoute.value()) {
            try {
                routes.add(NameAddress.parseBracketed(new TextReader(text)));
            } catch (SyntaxException e) {
                throw new StartException(
                        StartException.Reason.CONFIGURATION,
                        "service_route of the module registrar must look like <sip:proxy.example.org;lr>, not " + text
                                + ": " + e.getMessage(),
                        e);
            }
        }
        return routes;
    }
}
