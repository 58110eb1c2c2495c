package io.sidetone.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            mysql://opensips:opensipsrw@localhost/opensips, jdbc:mariadb://localhost:3306/opensips, opensips, opensipsrw
            mysql://u:p@10.0.0.1:3307/db, jdbc:mariadb://10.0.0.1:3307/db, u, p
            mariadb://u@host/db, jdbc:mariadb://host:3306/db, u, -
            mysql://host/db, jdbc:mariadb://host:3306/db, -, -
            mysql:///db, jdbc:mariadb://localhost:3306/db, -, -
            postgres://u:p@h/db, jdbc:postgresql://h:5432/db, u, p
            postgresql://u:p@h:1/db, jdbc:postgresql://h:1/db, u, p
            postgres://u:p@[2001:db8::1]/db, jdbc:postgresql://[2001:db8::1]:5432/db, u, p
            postgres://u:p@[2001:db8::1]:5433/db, jdbc:postgresql://[2001:db8::1]:5433/db, u, p
            mysql://u@example.org:p@h/db, jdbc:mariadb://h:3306/db, u@example.org, p
            mysql://u:a@b:c/d@h/db, jdbc:mariadb://h:3306/db, u, a@b:c/d
            mysql://u:a%40b%2Fc%zz@h/db, jdbc:mariadb://h:3306/db, u, a@b/c%zz
            mysql://u:p@h/db?sslMode=trust&x=a@b, jdbc:mariadb://h:3306/db, u, p
            jdbc:postgresql://h/db?user=u&password=p, jdbc:postgresql://h:5432/db, u, p
            jdbc:mariadb://h1:1/db?user=u, jdbc:mariadb://h1:1/db, u, -
            jdbc:mysql://h/db, jdbc:mariadb://h:3306/db, -, -
            sqlite:///etc/kamailio/kamailio.db, jdbc:sqlite:/etc/kamailio/kamailio.db, -, -
            sqlite:data/sidetone.db, jdbc:sqlite:data/sidetone.db, -, -
            sqlite:/var/x.db, jdbc:sqlite:/var/x.db, -, -
            jdbc:sqlite:/var/x.db, jdbc:sqlite:/var/x.db, -, -
            """)
    void urlsOfBothFamiliesAndOfJdbcAreRead(String url, String jdbc, String user, String password) throws Exception {
        DatabaseUrl read = DatabaseUrl.parse(url);
        assertThat(read.jdbc()).isEqualTo(jdbc);
        assertThat(read.properties().getProperty("user")).isEqualTo(user);
        assertThat(read.properties().getProperty("password")).isEqualTo(password);
    }

    @Test
    void parametersGoToTheDriver() throws Exception {
        DatabaseUrl url = DatabaseUrl.parse("postgres://u:p@h/db?sslmode=verify-full&sslpassword=a%26b");
        assertThat(url.properties()).containsEntry("sslmode", "verify-full").containsEntry("sslpassword", "a&b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:s3cret@h/db",
                "postgres://u:s3cret@h/db?sslpassword=s3cret",
                "jdbc:postgresql://h/db?user=u&password=s3cret",
                "mysql://u:a@s3cret/x@h/db"
            })
    void passwordsAreNeverShown(String url) throws Exception {
        assertThat(DatabaseUrl.parse(url).toString()).contains("u@h").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            text:///etc/opensips/db            | 'text' are not supported. Supported are sqlite:///PATH, postgres://
            oracle://u:s3cret@h/db             | 'oracle' are not supported. Supported are
            nonsense s3cret                    | must begin with a scheme
            mysql:u:s3cret@h/db                | '//' must follow 'mysql:'
            mysql://u:s3cret@h                 | name of the database is missing
            mysql://u:s3cret@h:x/db            | port is no number
            mysql://u:s3cret@h:70000/db        | port is no number
            mysql://u:s3cret@unix(/tmp/s)/db   | sockets in the file system
            mysql://u:s3cret@[kamailio]/db     | groups of my.cnf
            mysql://u:s3cret@h/db?tls_domain=x | tls_domain and tls_opts are not supported: write what the driver knows, such as sslMode
            mysql://u:s3cret@h/db?x            | NAME=VALUE
            sqlite::memory:                    | names a file
            sqlite:                            | names a file
            sqlite:///x?mode=ro                | no parameters
            """)
    void whatIsUnknownIsRefusedWithoutThePassword(String url, String why) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.SETTING))
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aFileIsAUrlToo() {
        assertThat(DatabaseUrl.file(Path.of("/data/x.db"))).hasToString("sqlite:/data/x.db");
    }
}
