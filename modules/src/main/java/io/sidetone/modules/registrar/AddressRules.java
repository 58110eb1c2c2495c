package io.sidetone.modules.registrar;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.uri.AddressOfRecord;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.Locale;

/// How URIs become the addresses of record that tables of bindings are searched by. Immutable.
///
/// @param useDomain whether the domain is part of it
/// @param caseSensitive whether users differ that differ only in case
/// @param realmPrefix what is taken away in front of the domain; empty for nothing
/// @param mostOfUser how long a user may be
/// @param mostOfDomain how long a domain may be
/// @param mostOfAll how long the whole may be
record AddressRules(
        boolean useDomain, boolean caseSensitive, String realmPrefix, int mostOfUser, int mostOfDomain, int mostOfAll) {

    /// What the parameters of the module are unless a script sets them.
    static final AddressRules DEFAULT = new AddressRules(true, true, "", 64, 64, 256);

    /// The address of a URI: the user without escapes, the domain in its canonical form.
    ///
    /// @throws RefusedException if the URI can be no address of record here
    @Rfc(number = 3261, section = "10.3")
    String of(Uri uri) throws RefusedException {
        if (!(uri instanceof SipUri sip)) {
            throw new RefusedException(400, "Error while parsing AOR");
        }
        AddressOfRecord canonical = sip.addressOfRecord();
        String user = canonical.user();
        if (user == null) {
            throw new RefusedException(400, "No username in To URI");
        }
        if (CharClass.CONTROL.containsAny(user)) {
            throw new RefusedException(400, "Error while unescaping username");
        }
        String name = caseSensitive ? user : user.toLowerCase(Locale.ROOT);
        String domain = canonical.host().text();
        if (!realmPrefix.isEmpty() && domain.length() > realmPrefix.length() && domain.startsWith(realmPrefix)) {
            domain = domain.substring(realmPrefix.length());
        }
        String address = useDomain ? name + '@' + domain : name;
        if (name.length() > mostOfUser || domain.length() > mostOfDomain || address.length() > mostOfAll) {
            throw new RefusedException(400, "Address Of Record too long");
        }
        return address;
    }
}
