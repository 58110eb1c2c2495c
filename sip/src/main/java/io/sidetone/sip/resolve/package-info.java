/// Where a message goes next: from a URI or a Via to an ordered list of next hops (RFC 3263, RFC 7984).
///
/// A [io.sidetone.sip.resolve.Resolver] answers at once when all that it must know is at hand, else with
/// something to wait for. What was learned from the DNS is kept in one [io.sidetone.sip.resolve.Dns], which
/// all resolvers of a process share. Going through the list is left to those who send. Stands on `header`;
/// the only floor that uses dnsjava, for the form of DNS messages.
@NullMarked
package io.sidetone.sip.resolve;

import org.jspecify.annotations.NullMarked;
