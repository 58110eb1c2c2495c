package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.base.Rfc;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Takes from a DNS message what answers a question, and believes nothing else of it.
///
/// Only records of the name that was asked for count, or of the name that its aliases lead to. What a server
/// adds on its own account is not looked at. Confined to the thread that makes it.
final class AnswerReader {

    /// How many aliases in a row are followed.
    static final int MAX_ALIASES = 8;

    /// How many records of one name and type are read; what lies behind is left out.
    static final int MAX_RECORDS = 256;

    /// The longest life of a record. RFC 2181 §8: what claims a longer one has none.
    private static final long MAX_TTL = Integer.MAX_VALUE;

    private final Question question;
    private final Message message;
    private Name name;
    private long ttl = MAX_TTL;

    private AnswerReader(Question question, Message message) {
        this.question = question;
        this.message = message;
        this.name = question.name();
    }

    static Answer read(Question question, Message message) {
        int code = message.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return new Answer.Failed("the server says " + Rcode.string(code));
        }
        return new AnswerReader(question, message).read(code);
    }

    private Answer read(int code) {
        List<Record> records = message.getSection(Section.ANSWER);
        for (int i = 0; i <= MAX_ALIASES; i++) {
            List<RecordData> data = data(records);
            if (data != null) {
                return new Answer.Found(data, ttl);
            }
            Name target = aliasOf(records);
            if (target == null) {
                return none(code);
            }
            name = target;
        }
        return new Answer.Failed("more than " + MAX_ALIASES + " aliases in a row");
    }

    /// What the records of the name and the type asked for say; null if there are none.
    private @Nullable List<RecordData> data(List<Record> records) {
        List<RecordData> data = null;
        for (Record record : records) {
            if (isOfName(record, question.type())) {
                data = data == null ? new ArrayList<>() : data;
                RecordData read = data.size() < MAX_RECORDS ? data(record) : null;
                if (read != null) {
                    data.add(read);
                }
                noteLife(record.getTTL());
            }
        }
        return data;
    }

    private @Nullable Name aliasOf(List<Record> records) {
        for (Record record : records) {
            if (isOfName(record, Type.CNAME) && record instanceof CNAMERecord alias) {
                noteLife(record.getTTL());
                return alias.getTarget();
            }
        }
        return null;
    }

    private boolean isOfName(Record record, int type) {
        return record.getType() == type
                && record.getDClass() == DClass.IN
                && record.getName().equals(name);
    }

    private void noteLife(long seconds) {
        ttl = Math.min(ttl, seconds > MAX_TTL ? 0 : seconds);
    }

    private static @Nullable RecordData data(Record record) {
        return switch (record) {
            case ARecord a -> address(a.getAddress());
            case AAAARecord a -> address(a.getAddress());
            case SRVRecord srv ->
                new RecordData.Server(srv.getPriority(), srv.getWeight(), srv.getPort(), srv.getTarget());
            case NAPTRRecord naptr -> service(naptr);
            default -> null;
        };
    }

    /// Without the name that dnsjava gives it.
    private static RecordData.@Nullable Address address(@Nullable InetAddress address) {
        return address == null ? null : new RecordData.Address(Addresses.ofOctets(address.getAddress()));
    }

    /// Only what leads to SRV records. Records with an expression or with other flags serve other ends, so
    /// one record never leads to the next, and there is no loop.
    @Rfc(number = 3263, section = "4.1")
    private static RecordData.@Nullable Service service(NAPTRRecord naptr) {
        boolean leadsToServers = naptr.getFlags().equalsIgnoreCase("s")
                && naptr.getRegexp().isEmpty()
                && !naptr.getReplacement().equals(Name.root);
        return leadsToServers
                ? new RecordData.Service(
                        naptr.getOrder(), naptr.getPreference(), naptr.getService(), naptr.getReplacement())
                : null;
    }

    /// Nothing at the end of the aliases. That may be kept for as long as the zone says, and not at all if it
    /// does not.
    @Rfc(number = 2308, section = "5")
    private Answer none(int code) {
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord zone && zone.getDClass() == DClass.IN && name.subdomain(zone.getName())) {
                noteLife(zone.getTTL());
                noteLife(zone.getMinimum());
                return new Answer.None(ttl);
            }
        }
        // A server that names an alias and nothing of its target has not followed it.
        return code == Rcode.NXDOMAIN || name.equals(question.name())
                ? new Answer.None(0)
                : new Answer.Alias(name, ttl);
    }
}
