package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// A date and time of day as header fields hold it: `Sat, 13 Nov 2010 23:29:00 GMT`. Immutable.
///
/// @param instant whole seconds, in the years 0 to 9999
@Rfc(number = 3261, section = "20.17")
public record SipDate(Instant instant) implements WireText {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int NAME_LENGTH = 3;

    /// Drops what is below the second.
    ///
    /// @throws IllegalArgumentException if the year has no four digits
    public SipDate {
        instant = instant.truncatedTo(ChronoUnit.SECONDS);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > 9999) {
            throw new IllegalArgumentException("No year of four digits: " + year);
        }
    }

    /// Reads a date in Greenwich Mean Time. The day of the week is not held against the date.
    public static SipDate parse(TextReader reader) throws SyntaxException {
        name(reader, DAYS);
        reader.expect(',');
        PlainValues.expectSpace(reader);
        int day = digits(reader, 2);
        PlainValues.expectSpace(reader);
        int month = name(reader, MONTHS) + 1;
        PlainValues.expectSpace(reader);
        int year = digits(reader, 4);
        PlainValues.expectSpace(reader);
        int hour = digits(reader, 2);
        reader.expect(':');
        int minute = digits(reader, 2);
        reader.expect(':');
        int second = digits(reader, 2);
        PlainValues.expectSpace(reader);
        if (!reader.take("GMT")) {
            // §20.17: unlike mail, SIP knows no other time zone.
            throw reader.error("GMT expected");
        }
        try {
            LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute, second);
            return new SipDate(time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            throw reader.error("no such date");
        }
    }

    /// The index of the name of three letters that is next.
    private static int name(TextReader reader, String names) throws SyntaxException {
        int from = reader.position();
        String name = reader.slice(from, reader.skip(CharClass.ALPHA));
        int at = name.length() == NAME_LENGTH ? names.indexOf(name) : -1;
        if (at < 0 || at % NAME_LENGTH != 0) {
            throw new SyntaxException("name of a day or month expected", from);
        }
        return at / NAME_LENGTH;
    }

    private static int digits(TextReader reader, int count) throws SyntaxException {
        int from = reader.position();
        int value = (int) reader.number(9999);
        if (reader.position() - from != count) {
            throw new SyntaxException(count + " digits expected", from);
        }
        return value;
    }

    @Override
    public void writeTo(ByteWriter out) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        out.text(name(DAYS, time.getDayOfWeek().getValue())).text(", ");
        digits(time.getDayOfMonth(), 2, out).octet(' ');
        out.text(name(MONTHS, time.getMonthValue())).octet(' ');
        digits(time.getYear(), 4, out).octet(' ');
        digits(time.getHour(), 2, out).octet(':');
        digits(time.getMinute(), 2, out).octet(':');
        digits(time.getSecond(), 2, out).text(" GMT");
    }

    private static String name(String names, int number) {
        return names.substring(NAME_LENGTH * (number - 1), NAME_LENGTH * number);
    }

    private static ByteWriter digits(int value, int count, ByteWriter out) {
        int divisor = count == 4 ? 1000 : 10;
        for (; divisor > 0; divisor /= 10) {
            out.octet('0' + value / divisor % 10);
        }
        return out;
    }

    @Override
    public String toString() {
        return text();
    }
}
