"""The web server; WEB_CONCURRENCY chooses the number of processes, PORT the port."""

wsgi_app = "hyte.wsgi"
threads = 4
timeout = 60
graceful_timeout = 20
control_socket_disable = True  # nobody manages the server from outside
# No access log: the address of a personal link is its key. The load balancer keeps one without paths.
accesslog = None
