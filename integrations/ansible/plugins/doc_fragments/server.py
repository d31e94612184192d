"""What the documentation of all modules has in common."""


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  url:
    description:
      - The address of the Rent-A-Bot server, such as C(http://127.0.0.1:8000).
      - The environment variable C(RENTABOT_URL) where the module runs is taken if this is not given.
    type: str
    required: true
  api_key:
    description:
      - The key that says who asks.
      - The environment variable C(RENTABOT_API_KEY) where the module runs is taken if this is not given.
    type: str
  ca_path:
    description: A file with the certificates of authorities that the server's own is signed by.
    type: path
  patience:
    description:
      - For how many seconds a call is repeated while its answer is unknown, such as during a restart of the server.
      - Nothing is done twice, since every call carries an idempotency key.
    type: int
    default: 120
notes:
  - The module calls the server from the host that it runs on; C(delegate_to=localhost) has the controller call it.
  - Keys and tokens are in no output, unless it is asked for.
requirements:
  - Python 3.8 or later on the host that the module runs on
"""
