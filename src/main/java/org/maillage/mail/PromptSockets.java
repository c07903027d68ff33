package org.maillage.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that send at once (TCP_NODELAY): an SMTP dialogue is small packets, and Nagle's algorithm against delayed
 * acknowledgements costs 40 ms a message. Remembers what it made for the thread that connects, so that the dialogue can go
 * on over it once Angus Mail has opened the door, and so that a stalled line can be cut.
 */
final class PromptSockets extends SocketFactory {
    private final ThreadLocal<@Nullable Line> made = new ThreadLocal<>();

    /**
     * A connection as sockets.
     *
     * @param tcp what is closed to cut it: closing TLS properly would wait for a line that may be dead
     * @param wire over which client and server talk: TCP, or TLS over it
     */
    record Line(Socket tcp, Socket wire) {
        void cut() {
            try {
                tcp.close();
            } catch (IOException e) {
                // It is being thrown away.
            }
        }
    }

    /** What was made for this thread since it last asked; null when nothing was. */
    @Nullable
    Line taken() {
        Line line = made.get();
        made.remove();
        return line;
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        made.set(new Line(socket, socket));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw onlyUnconnected();
    }

    private static IOException onlyUnconnected() {
        return new IOException("Only unconnected sockets: the caller sets its timeout first");
    }

    /** The same over TLS, with the JDK's own factory and trust. */
    SSLSocketFactory tls() {
        return new Tls((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private final class Tls extends SSLSocketFactory {
        private final SSLSocketFactory jdk;

        private Tls(SSLSocketFactory jdk) {
            this.jdk = jdk;
        }

        /** For TLS from the first byte on. */
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = jdk.createSocket();
            socket.setTcpNoDelay(true);
            made.set(new Line(socket, socket));
            return socket;
        }

        /** For STARTTLS: over the line that is open. */
        @Override
        public Socket createSocket(Socket open, String host, int port, boolean autoClose) throws IOException {
            Socket socket = jdk.createSocket(open, host, port, autoClose);
            made.set(new Line(open, socket));
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return jdk.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return jdk.getSupportedCipherSuites();
        }
    }
}
