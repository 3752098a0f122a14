package yamanote.bench.io;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Sends back what it reads: Netty's epoll transport, one event loop.
 *
 * <pre>
 *   NettyEcho PORT          plain
 *   NettyEcho PORT KEYS     over TLS of the JDK's provider
 * </pre>
 */
public final class NettyEcho {
    private NettyEcho() {}

    public static void main(String[] args) throws Exception {
        SslContext tls =
                args.length < 2
                        ? null
                        : SslContextBuilder.forServer(Keys.managers(args[1]))
                                .sslProvider(SslProvider.JDK)
                                .build();
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipeline(tls))
                .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
                .sync();
        Control.ready();
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private static final Echo ECHO = new Echo();
        private final @Nullable SslContext tls;

        Pipeline(@Nullable SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            channel.pipeline().addLast(ECHO);
        }
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // The client has gone.
            context.close();
        }
    }
}
